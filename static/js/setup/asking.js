import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * What the set-up pages ask of the server, and what its answer means.
 *
 * @typedef {{field: string, message: string}} Fault
 * @typedef {{status: number, answer: any} | null} Heard null when nobody can know what became of it
 */

/** A set-up of five hundred teams is checked and written well within this. */
const PATIENCE = 20_000;

/**
 * @param {string} path below the API
 * @returns {string}
 */
function address(path) {
  const joint = path.includes("?") ? "&" : "?";
  return `${page.api}${path}${joint}lang=${encodeURIComponent(page.locale)}`;
}

/**
 * @param {string} event
 * @param {string} [path]
 */
export const ofEvent = (event, path = "") => `/events/${encodeURIComponent(event)}${path}`;

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path below the API
 * @param {unknown} [body]
 * @param {AbortSignal} [signal]
 * @returns {Promise<Heard>}
 */
export async function ask(method, path, body, signal) {
  const abort = new AbortController();
  const late = setTimeout(() => abort.abort(), PATIENCE);
  signal?.addEventListener("abort", () => abort.abort());
  try {
    const response = await fetch(address(path), {
      method,
      headers: headers(body !== undefined),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: "same-origin",
      cache: "no-store",
      signal: abort.signal,
    });
    const answer = await response.json().catch(() => null);
    return answer === null && response.status >= 500 ? null : { status: response.status, answer };
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

/** @param {boolean} json */
function headers(json) {
  return {
    Accept: "application/json, application/problem+json",
    "X-CSRFToken": page.csrf,
    ...(json && { "Content-Type": "application/json" }),
  };
}

/**
 * Why the server refused, in a sentence.
 *
 * @param {Heard} heard
 * @returns {string}
 */
export function refusal(heard) {
  if (!heard) return t("The server does not answer. Nothing was changed; try again.");
  const { status, answer } = heard;
  if (status === 401) return t("This page is signed out. Open the organiser's link again.");
  return answer?.detail || answer?.title || t("The server gave no reason.");
}

/**
 * The fields at fault, where the answer names any.
 *
 * @param {Heard} heard
 * @returns {Fault[]}
 */
export function faults(heard) {
  return heard?.status === 422 ? (heard.answer?.errors ?? []) : [];
}

/**
 * Sends a file to be read; nothing is written by it.
 *
 * @param {string} path below the API
 * @param {File} file
 * @param {Record<string, unknown>} choices how its sheets are to be read, by their names
 * @param {(step: any) => void} onStep
 * @returns {Promise<{result: any} | {why: string}>}
 */
export async function sendFile(path, file, choices, onStep) {
  const form = new FormData();
  form.append("file", file);
  form.append("choices", JSON.stringify(choices));
  try {
    const response = await fetch(address(path), {
      method: "POST",
      headers: headers(false),
      body: form,
      credentials: "same-origin",
    });
    if (!response.ok) {
      const answer = await response.json().catch(() => null);
      return { why: refusal({ status: response.status, answer }) };
    }
    return await readLines(response, onStep);
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
