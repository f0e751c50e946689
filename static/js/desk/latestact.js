import { clockTime } from "../board/wording.js";
import { say, set, the } from "../common/elements.js";
import { byWords, entryBriefly } from "./telling.js";

/**
 * The newest act of any desk, in a line, so that two desks see what the other does.
 *
 * @param {import("./deskboard.js").DeskBoard} board
 */
export function drawLatest(board) {
  const line = the("#latest-act");
  const entry = board.latest ?? null;
  line.hidden = entry === null;
  if (!entry) return;
  /** @type {Map<number, import("../common/telling.js").Entry>} */
  const known = new Map();
  for (let gone = entry.voided; gone; gone = gone.voided) known.set(gone.version, gone);
  const words = [clockTime(entry.at).slice(0, 5), byWords(board, entry)];
  say(the("span", line), words.join(" "));
  const told = entryBriefly(board, entry, known);
  say(the("b", line), told);
  set(line, { title: told });
}
