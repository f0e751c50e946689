import { make } from "./dom.js";
import { may, page } from "./page.js";
import { t } from "./phrases.js";
import { base, bearer, elsewhere, isAway } from "./where.js";

/**
 * Says to desk and tablets which of two laptops writes, and while none does who sees to it. Screens
 * of the hall and phones are told nothing of it.
 *
 * @typedef {import("./shapes.js").PairAnswer} PairAnswer
 * @typedef {{words: string, link?: {href: string, words: string}} | null} Said
 */

/** Says that the page goes on at the other laptop, and where it can be opened there. */
export function sayWhere() {
  // A tablet in the hall's language says it, too, to whoever else has a card.
  put(
    "moved",
    isAway() && bearer()
      ? {
          words: t(
            "This page goes on at the other laptop, which writes. What you enter is saved there.",
          ),
          link: { href: `${base()}/join/${bearer()}`, words: t("Open it there") },
        }
      : null,
  );
}

/**
 * Says who must act where neither laptop writes; nothing where one does, or that is not known.
 *
 * @param {PairAnswer | null} here what the laptop says that the page speaks to; null: no answer
 * @param {PairAnswer | null} there the same of the other one
 */
export function sayWhoActs(here, there) {
  const told = page.view === "judge" || may("see_desk");
  put("acts", told ? whoActs(here, there) : null);
}

/**
 * @param {PairAnswer | null} here
 * @param {PairAnswer | null} there
 * @returns {Said}
 */
function whoActs(here, there) {
  if (here?.writes || there?.writes) return null;
  const judge = page.view === "judge";
  // Each page of the desk says by itself why its own laptop does not write.
  if (here?.part === "first" && here.armed) return judge ? { words: waitsForDesk() } : null;
  const second = here ?? there;
  if (second?.part !== "second" || second.hears) return null;
  if (here && !judge) return null;
  if (second.armed)
    return {
      words: t("The first laptop does not answer. The second takes over by itself in a moment."),
    };
  return judge ? { words: waitsForSecond() } : takeOver();
}

const waitsForDesk = () =>
  t(
    "Nothing is saved just now: the desk decides how to go on. What you enter is kept on this tablet and sent by itself afterwards.",
  );

const waitsForSecond = () =>
  t(
    "The first laptop does not answer. What you enter is kept on this tablet and sent by itself, once the desk has taken over at the second.",
  );

/** @returns {Said} */
function takeOver() {
  const words = t(
    "The first laptop does not answer. The second holds a copy and waits: switch the first off, then take over at the second.",
  );
  if (!may("run")) return { words };
  const href = `${elsewhere()}/join/${bearer()}?to=safety`;
  return { words, link: { href, words: t("Take over there") } };
}

/**
 * @param {string} id of the one notice of its kind
 * @param {Said} said
 */
function put(id, said) {
  const known = document.getElementById(id);
  if (known?.firstChild?.textContent === said?.words) return;
  known?.remove();
  if (!said) return;
  const made = make(
    "p",
    { id, class: "moved no-print", role: "status" },
    make("span", {}, said.words),
  );
  if (said.link) made.append(make("a", { href: said.link.href }, said.link.words));
  place(made);
}

/** @param {HTMLElement} notice */
function place(notice) {
  const notices = document.querySelector("#notices");
  const band = document.querySelector(".band");
  if (page.view === "judge" && notices) {
    notice.classList.add("notice");
    notices.prepend(notice);
  } else if (band && may("see_desk")) band.after(notice);
  else {
    notice.classList.add("afloat");
    document.body.append(notice);
  }
}
