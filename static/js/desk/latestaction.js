import { clockTime } from "../board/wording.js";
import { find, setAttributes, setText } from "../common/dom.js";
import { entryWords } from "../common/entrywords.js";
import { byWords } from "./entries.js";

/**
 * The newest action of any desk in one line, so that two desks see what the other does.
 *
 * @param {import("../board/deskboard.js").DeskBoard} board
 */
export function drawLatestAction(board) {
  const line = find("#latest-act");
  const entry = board.latest ?? null;
  line.hidden = entry === null;
  if (!entry) return;
  /** @type {Map<number, import("../common/entrywords.js").Entry>} */
  const known = new Map();
  for (let gone = entry.voided; gone; gone = gone.voided) known.set(gone.version, gone);
  const words = [clockTime(entry.at).slice(0, 5), byWords(entry)];
  setText(find("span", line), words.join(" "));
  const sentence = entryWords(entry, known);
  setText(find("b", line), sentence);
  setAttributes(line, { title: sentence });
}
