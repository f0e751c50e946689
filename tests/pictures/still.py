"""Waiting until nothing moves on a screen."""

from __future__ import annotations

from playwright.sync_api import Page

# A picture stands when nothing moves and the screen has heard of the newest version.
STILL = """
() => new Promise((done) => {
  let rest = 0;
  const begun = performance.now();
  const look = () => {
    const moving = document.getAnimations().some((one) => {
      const {iterations = 1} = one.effect?.getTiming() ?? {};
      return one.playState === "running" && iterations !== Infinity
        && one.effect?.getComputedTiming().endTime < 20000;
    });
    rest = moving ? 0 : rest + 1;
    if (rest > 8 || performance.now() - begun > 9000) done(true); else requestAnimationFrame(look);
  };
  document.fonts.ready.then(look);
})
"""


def settle(page: Page) -> None:
    """Waits until the letters have come and for some frames nothing has moved."""
    page.evaluate(STILL)
