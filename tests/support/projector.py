"""The projector's page under a magnifying glass: how the board stands, and how it moves."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.support.browsers import expect_version
from tests.support.server import Server

# What is wrong with how the board stands, in words; nothing where all is well.
FAULTS = """
() => {
  const html = document.documentElement;
  const faults = [];
  if (html.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth)
    faults.push(`scrolls sideways: ${html.scrollWidth} > ${innerWidth}`);
  if (html.scrollHeight > innerHeight || document.body.scrollHeight > innerHeight)
    faults.push(`scrolls down: ${html.scrollHeight} > ${innerHeight}`);
  const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
    && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1
    || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
  const inkOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const screen = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  // Rows of another page of the board are read out, not seen.
  const rows = [...document.querySelectorAll(".row:not(.off-page)")];
  const boxes = rows.map((row) => row.getBoundingClientRect());
  rows.forEach((row, i) => {
    const team = row.dataset.team;
    if (!inside(boxes[i], screen)) faults.push(`${team}: row outside the screen`);
    for (let j = 0; j < i; j++)
      if (!apart(boxes[i], boxes[j])) faults.push(`${team} overlaps ${rows[j].dataset.team}`);
    const [place, name, total] = ["place-number", "name", "total-number"].map((part) => {
      const element = row.querySelector("." + part);
      const ink = inkOf(element);
      if (ink.width < 1 || !element.checkVisibility()) faults.push(`${team}: no ${part} in sight`);
      // Ink of a line may stand taller than its row; sideways it has no excuse.
      if (ink.left < boxes[i].left - 1 || ink.right > boxes[i].right + 1)
        faults.push(`${team}: ${part} leaves its row`);
      if (!inside(element.getBoundingClientRect(), screen))
        faults.push(`${team}: ${part} outside the screen`);
      return ink;
    });
    if (!(place.right <= name.left + 1)) faults.push(`${team}: place runs into the name`);
    if (!(name.right <= total.left + 1)) faults.push(`${team}: name runs into the total`);
    const label = row.querySelector(".name");
    if (label.scrollWidth > label.clientWidth + 1) faults.push(`${team}: name is cut off`);
  });
  // A line box is taller than its letters: these stand in the middle of it, an em high at most.
  const lettersOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const size = parseFloat(getComputedStyle(element).fontSize);
    return [...range.getClientRects()].map(({left, right, top, bottom}) => {
      const middle = (top + bottom) / 2;
      return {left, right, top: middle - size * 0.42, bottom: middle + size * 0.42};
    });
  };
  const texts = ".name, .place-number, .place-tie, .region, .decided, .figure, .move-number,"
    + " .total-number";
  for (const word of document.querySelectorAll(".edge-word")) {
    if (!word.checkVisibility()) continue;
    const box = word.getBoundingClientRect();
    for (const row of rows)
      for (const text of row.querySelectorAll(texts))
        if (text.checkVisibility() && !lettersOf(text).every((letters) => apart(letters, box)))
          faults.push(`the word at the cut lies on ${row.dataset.team}: ${text.className}`);
  }
  const ends = document.querySelector(".hall-foot").getBoundingClientRect();
  if (!inside(ends, screen)) faults.push("the small print is outside the screen");
  return faults;
}
"""

# Counts the animations of each frame, what they move, and what each total says on its way.
WATCH = """
() => {
  window.seen = {animations: 0, properties: [], totals: {}, frames: 0};
  const step = () => {
    const running = document.getAnimations();
    window.seen.frames += 1;
    window.seen.animations = Math.max(window.seen.animations, running.length);
    for (const animation of running) {
      const {target, pseudoElement} = animation.effect;
      const kind = target.classList[0] + (pseudoElement ?? "");
      for (const frame of animation.effect.getKeyframes())
        for (const name of Object.keys(frame))
          if (!["offset", "computedOffset", "easing", "composite"].includes(name))
            window.seen.properties.push(`${kind}: ${name}`);
    }
    for (const row of document.querySelectorAll(".row")) {
      const text = row.querySelector(".total-number").textContent;
      const told = (window.seen.totals[row.dataset.team] ??= []);
      if (told.at(-1) !== text) told.push(text);
    }
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
"""
AFTER_TWENTY_FRAMES = "window.seen.frames > 20 && window.seen"
STILL = """
frames => new Promise((done) => {
  let rest = 0;
  const look = () => {
    const ends = document.getAnimations().some(
      (one) => one.effect.getComputedTiming().endTime !== Infinity);
    rest = ends ? 0 : rest + 1;
    if (rest >= frames) done(true); else requestAnimationFrame(look);
  };
  look();
})
"""


def show(page: Page, server: Server, slug: str) -> dict[str, Any]:
    """Turn the page to an event's display, until it stands still with all its fonts."""
    board = server.stranger(slug).board()
    page.goto(server.links(slug)["display"])
    expect_version(page, board["version"])
    settle(page)
    return board


def settle(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(STILL, 3)
