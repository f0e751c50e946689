import { shown, signed } from "../common/amount.js";
import { copyOf, find, reconcile, setText } from "../common/dom.js";
import { headingOf } from "../common/heading.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";
import { openRounds } from "./openrounds.js";
import { stateWords } from "./sheet.js";

/**
 * What the page shows while no round is open, and what of earlier rounds still waits.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./outbox.js").Item} Item
 * @typedef {import("../common/shapes.js").Board} Board
 */

/**
 * @param {HTMLElement} root
 * @param {Sheet} sheet
 * @param {import("../common/page.js").Page} event
 * @param {Board | null} board
 * @param {import("./scoring.js").Closed | null} closed the round that closed while this page was open
 */
export function drawWaiting(root, sheet, event, board, closed) {
  root.hidden = sheet.round !== null;
  if (root.hidden) return;
  const { contest, host } = headingOf(board ?? { title: event.title, subtitle: event.subtitle });
  setText(find("#waiting-host", root), host);
  setText(find("#waiting-contest", root), contest);
  const final = board?.status === "final";
  const next = board?.rounds.find(({ state }) => state === "pending");
  // The stage is through: what is waited for now is its result, and perhaps a play-off.
  const through = !final && board !== null && board.rounds.every(({ state }) => state === "closed");
  const result = t("Please wait for the result.");
  const rest = through ? result : t("No round is open now.");
  const word = closed ? t("%(round)s is closed.", { round: closed.round }) : rest;
  setText(find("#waiting-word", root), final ? t("The event is over. Thank you.") : word);
  const after = through && closed ? result : "";
  const line = next ? t("Next: %(round)s", { round: next.name }) : after;
  setText(find("#waiting-next", root), final ? "" : line);
  find(".waiting-hint", root).hidden = final || through;
  const unmarked = closed?.unmarked ?? [];
  const without = find("#waiting-unmarked", root);
  without.hidden = unmarked.length === 0 || final;
  setText(without, t("Without your mark: %(teams)s", { teams: unmarked.join(t(", ")) }));
}

/**
 * What was typed and not submitted in a round that is closed: its judge believes it was sent.
 *
 * @param {HTMLElement} root
 * @param {import("./drafts.js").Draft[]} drafts
 * @param {(draft: import("./drafts.js").Draft) => void} onNoted
 */
export function drawUnsent(root, drafts, onNoted) {
  root.hidden = drafts.length === 0;
  reconcile(find("ul", root), drafts, {
    key: (draft) => draft.id,
    make: () => copyOf("#unsent-row"),
    draw: (row, { kind, teamName, roundName, value, ...rest }) => {
      const values = {
        team: teamName,
        round: roundName,
        value: kindOf({ form: kind }).face(value),
      };
      const words = t(
        "%(team)s %(value)s was typed and not submitted. Tell the scorer's desk.",
        values,
      );
      setText(find("b", row), words);
      setText(find("small", row), t("%(round)s is closed.", values));
      find(".noted", row).onclick = () => onNoted({ kind, teamName, roundName, value, ...rest });
    },
  });
}

/**
 * @param {HTMLElement} root
 * @param {Sheet} sheet
 * @param {Item[]} items
 * @param {(item: Item) => void} onNoted
 */
export function drawLeftovers(root, sheet, items, onNoted) {
  const open = openRounds(sheet);
  const left = items.filter((item) => !open.includes(item.round) && item.state !== "saved");
  root.hidden = left.length === 0;
  reconcile(find("ul", root), left, {
    key: (item) => item.id,
    make: () => copyOf("#leftover-row"),
    draw: (row, item) => {
      row.dataset.mark = item.state;
      setText(find("b", row), about(item));
      const [sign, word] = stateWords({ state: item.state, corrected: false });
      setText(find("i", row), sign);
      setText(
        find("small span", row),
        item.detail ? t("Refused: %(reason)s", { reason: item.detail }) : word,
      );
      const noted = find(".noted", row);
      noted.hidden = item.state !== "refused";
      noted.onclick = () => onNoted(item);
    },
  });
}

/**
 * What was saved in another copy, and waits for the desk of this one.
 *
 * @param {HTMLElement} root
 * @param {import("./kept.js").Record[]} records
 * @param {(item: Item) => void} onNoted
 */
export function drawAtDesk(root, records, onNoted) {
  root.hidden = records.length === 0;
  reconcile(find("ul", root), records, {
    key: (item) => item.id,
    make: () => copyOf("#leftover-row"),
    draw: (row, item) => {
      row.dataset.mark = "pending";
      setText(find("b", row), about(item));
      setText(find("i", row), "→");
      const closed = t(
        "Saved before, and with the desk now; it goes in by itself once the round is open.",
      );
      const newer = t("Saved before, and with the desk now, which decides what counts.");
      setText(find("small span", row), item.desk?.closed ? closed : newer);
      const noted = find(".noted", row);
      noted.hidden = false;
      noted.onclick = () => onNoted(item);
    },
  });
}

/** @param {Item} item */
function about(item) {
  const values = {
    round: item.roundName,
    team: item.teamName,
    value: item.kind === "mark" ? shown(item.value) : signed(item.value),
  };
  return item.kind === "withdraw"
    ? t("%(round)s · %(team)s · take back %(value)s", values)
    : t("%(round)s · %(team)s · %(value)s", values);
}
