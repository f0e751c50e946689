"""What nobody should see of a scene: words cut off, outside the screen, or too small to be read."""

from __future__ import annotations

from playwright.sync_api import Page

_FAULTS = """
() => {
  const faults = [];
  const unit = Math.min(innerHeight, innerWidth * 9 / 16) / 100;
  const html = document.documentElement;
  if (html.scrollWidth > innerWidth || html.scrollHeight > innerHeight) faults.push("scrolls");
  const says = (element) => [...element.childNodes]
    .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
  for (const element of document.querySelectorAll(".layer:not(.gone) *")) {
    if (!(element instanceof HTMLElement) || !says(element) || !element.checkVisibility()) continue;
    const name = `${element.className}: ${element.textContent.trim().slice(0, 24)}`;
    if (element.closest("[aria-hidden]")) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = range.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1)
      faults.push(`${name} is outside the screen`);
    const own = element.getBoundingClientRect();
    const hides = getComputedStyle(element).overflow !== "visible";
    if (hides && (box.right > own.right + 1.5 || box.bottom > own.bottom + 0.25 * own.height))
      faults.push(`${name} is cut off`);
    if (parseFloat(getComputedStyle(element).fontSize) < 2.19 * unit)
      faults.push(`${name} is too small`);
  }
  return faults;
}
"""


def scene_faults(page: Page) -> list[str]:
    """What is wrong with how the scene stands, in words; nothing where all is well."""
    found: list[str] = page.evaluate(_FAULTS)
    return found
