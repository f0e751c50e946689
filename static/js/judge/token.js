/**
 * A fresh form token, read from the judge's page itself: a token grows old when the judge signs
 * in again, and a mark must not be refused for that.
 *
 * @param {string} judge
 * @param {AbortSignal} signal
 * @returns {Promise<string | null>} null when this browser no longer speaks for that judge
 */
export async function freshToken(judge, signal) {
  const response = await fetch(location.pathname, {
    credentials: "same-origin",
    cache: "no-store",
    signal,
  });
  if (response.status >= 500) throw new Error("The server cannot say who is signed in");
  const html = new DOMParser().parseFromString(await response.text(), "text/html");
  const { csrf, sheet } = JSON.parse(html.getElementById("page")?.textContent || "{}");
  return response.ok && sheet?.judge?.id === judge && typeof csrf === "string" ? csrf : null;
}
