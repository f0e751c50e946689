import { refusal, request, send, understood } from "../common/http.js";
import { t } from "../common/phrases.js";

/**
 * The set-up pages' requests. They wait longer, for a set-up of five hundred teams takes seconds
 * to check and write.
 *
 * @typedef {import("../common/http.js").Answer} Answer
 * @typedef {{field: string, message: string}} Fault
 */

const PATIENCE = 20_000;

/**
 * @param {import("../common/http.js").Method} method
 * @param {string} url
 * @param {unknown} [body]
 * @param {AbortSignal} [signal]
 * @returns {Promise<Answer>}
 */
export function ask(method, url, body, signal) {
  return request(method, url, { body, patience: PATIENCE, ...(signal && { signal }) });
}

/**
 * Why the server did not do it, in words.
 *
 * @param {Answer} answer
 * @returns {string}
 */
export function whyNot(answer) {
  return refusal(answer, t("The server does not answer. Nothing was changed; try again."));
}

/**
 * The fields at fault, where the answer names any.
 *
 * @param {Answer} answer
 * @returns {Fault[]}
 */
export function faultsIn({ status, body }) {
  return status === 422 ? (body?.errors ?? []) : [];
}

/**
 * Sends a file to be read; nothing is written by it.
 *
 * @param {string} url
 * @param {File} file
 * @param {Record<string, unknown>} choices how its sheets are to be read, by their names
 * @param {(step: any) => void} onStep
 * @returns {Promise<{result: any} | {why: string}>}
 */
export async function sendFile(url, file, choices, onStep) {
  const form = new FormData();
  form.append("file", file);
  form.append("choices", JSON.stringify(choices));
  try {
    const response = await send("POST", url, form);
    return response.ok
      ? await readLines(response, onStep)
      : { why: whyNot(await understood(response)) };
  } catch {
    return { why: t("The file could not be sent. Choose it again.") };
  }
}

/**
 * @param {Response} response a line of JSON for each step, the result last
 * @param {(step: any) => void} onStep
 * @returns {Promise<{result: any} | {why: string}>}
 */
async function readLines(response, onStep) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) {
      if (!line.trim()) continue;
      const said = JSON.parse(line);
      if ("result" in said) return { result: said.result };
      if ("error" in said) return { why: String(said.error) };
      onStep(said);
    }
    if (done) return { why: t("The answer broke off. Choose the file again.") };
  }
}
