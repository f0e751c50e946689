import { make } from "../common/dom.js";
import { paperField } from "./paper.js";
import { doubtWords, told } from "./telling.js";
import { colon, inARow, t } from "./words.js";

/**
 * What the page says on top: whether the file agrees with its recount, and what was checked.
 *
 * @typedef {import("./checked.js").Checked} Checked
 */

/** @param {Checked} checked */
function isGood({ apart, chain, seal, doubts }) {
  return !apart.length && !chain.broken && seal.state !== "wrong" && !doubts.length;
}

/** @param {Checked} checked */
export function verdict(checked) {
  const { apart, chain, seal, doubts } = checked;
  const wrong = apart.length + (chain.broken ? 1 : 0) + (seal.state === "wrong" ? 1 : 0);
  const state = wrong ? "wrong" : doubts.length ? "open" : "good";
  const section = make("section", {
    class: "recount-verdict",
    "data-verdict": state,
    role: "status",
  });
  const words = {
    good: t("Everything agrees"),
    open: t("What was recounted agrees, but not all of it could be"),
    wrong: t("Does not agree: %(n)s", { n: wrong }),
  };
  section.append(make("h2", {}, words[state]));
  if (isGood(checked))
    section.append(
      make(
        "p",
        {},
        t(
          "This page has reckoned the result anew from %(n)s entries, and comes to the same places and totals.",
          { n: chain.entries },
        ),
      ),
    );
  if (wrong) section.append(wrongList(checked));
  return section;
}

/** @param {Checked} checked */
function wrongList({ found, apart, chain, seal }) {
  const list = make("ul", { class: "recount-apart" });
  if (chain.broken)
    list.append(
      apartItem(
        t("Hash chain"),
        t("the hash of entry %(n)s", { n: chain.broken.version }),
        chain.broken.board.slice(0, 16),
        chain.broken.recount.slice(0, 16),
      ),
    );
  if (seal.state === "wrong") list.append(make("li", {}, sealWords(seal)));
  for (const one of apart) {
    const { where, what, board, recount } = told(found, one);
    list.append(apartItem(where, what, board, recount));
  }
  return list;
}

/**
 * @param {string} where
 * @param {string} what
 * @param {string} board
 * @param {string} recount
 */
export const apartItem = (where, what, board, recount) =>
  make(
    "li",
    {},
    make("span", { class: "recount-where" }, where ? `${where} – ${what}` : what),
    make(
      "span",
      { class: "recount-both" },
      `${t("in the file")}${colon()}`,
      make("b", {}, board),
      ` · ${t("recounted")}${colon()}`,
      make("b", {}, recount),
    ),
  );

/** @param {Checked["seal"]} seal */
function sealWords(seal) {
  if (seal.state === "none") return t("The file has no seal.");
  if (!seal.fits) return t("The seal is of another state of the ledger than this file.");
  return seal.state === "good"
    ? t("The seal is signed by the key in this file:")
    : t("The seal's signature is not of the key in this file.");
}

/** @param {Checked} checked */
export function checks(checked) {
  const { chain, seal, doubts, file } = checked;
  const list = make("dl", {});
  line(list, t("Hash chain"), !chain.broken, chainWords(chain));
  const sealed = make("div", {}, make("p", {}, sealWords(seal)));
  if (seal.text) sealed.append(make("p", { class: "recount-seal" }, seal.text));
  sealed.append(paperField(file));
  line(list, t("Seal"), seal.state === "none" ? null : seal.state === "good", sealed);
  line(
    list,
    t("Recounted"),
    !checked.apart.length,
    t("Rounds, totals, places, ties, who goes on, prizes, individuals, all stages, announcements"),
  );
  const left = [
    ...doubts.map(doubtWords),
    t("What the hall saw and when: freeze, reveal, scenes."),
  ];
  if (file.published)
    left.unshift(
      t("What was left out of the published file: free text, members and the names of judges."),
    );
  line(
    list,
    t("Not recounted"),
    doubts.length ? false : null,
    make("ul", {}, ...left.map((one) => make("li", {}, one))),
  );
  return make("section", { class: "recount-checks" }, list);
}

/**
 * @param {HTMLElement} list
 * @param {string} term
 * @param {boolean | null} good
 * @param {Node | string} words
 */
function line(list, term, good, words) {
  const sign = good === null ? "" : good ? "✓" : "✗";
  const state = good === null ? "none" : good ? "good" : "wrong";
  list.append(
    make(
      "div",
      { "data-check": state },
      make("dt", {}, make("span", { "aria-hidden": true }, sign), term),
      make("dd", {}, words),
    ),
  );
}

/** @param {Checked["chain"]} chain */
function chainWords(chain) {
  const said = [
    chain.broken
      ? t("Entry %(n)s does not follow from the entries before it.", { n: chain.broken.version })
      : t("Entries that follow from each other: %(n)s. The last hash is %(hash)s.", {
          n: chain.entries,
          hash: chain.end.slice(0, 16),
        }),
  ];
  if (chain.hidden)
    said.push(
      t(
        "Entries of which something is left out: %(n)s. Their hash carries the chain on, and cannot be checked here.",
        { n: chain.hidden },
      ),
    );
  return inARow(said);
}
