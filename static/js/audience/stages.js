/** Going from one stage to another without loading the page; going back goes back. */

/** The stage that the address names; null for the one that is played. */
export const stageAsked = () => new URLSearchParams(location.search).get("stage");

/**
 * @param {HTMLElement} nav
 * @param {() => void} chosen
 */
export function listenToStages(nav, chosen) {
  nav.addEventListener("click", (event) => {
    const { target } = event;
    const link = target instanceof Element ? target.closest("a") : null;
    // Another tab or window is opened as ever.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState(null, "", link.href);
    chosen();
  });
  window.addEventListener("popstate", chosen);
}
