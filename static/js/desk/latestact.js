import { clockTime } from "../board/wording.js";
import { say, the } from "../common/elements.js";
import { byWords, entryWords } from "./telling.js";

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
  for (let told = entry.voided; told; told = told.voided) known.set(told.version, told);
  const words = [clockTime(entry.at).slice(0, 5), byWords(board, entry)];
  say(the("span", line), words.join(" "));
  say(the("b", line), entryWords(board, entry, known));
}
