import { count } from "./count.js";
import { criteria } from "./criteria.js";
import { judged } from "./judged.js";
import { list } from "./list.js";
import { playoff } from "./playoff.js";
import { points } from "./points.js";
import { risk } from "./risk.js";

/**
 * The kinds of round as the desk runs them. To add one: a module like these, and its name below.
 *
 * @typedef {import("../../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../../board/deskboard.js").Place} Place
 * @typedef {import("../../board/deskboard.js").Row} Row
 * @typedef {import("../step.js").Step} Step
 * @typedef {object} Gives how points are given, one by one
 * @property {boolean} typed whether other amounts than those of the keys can be given
 * @property {boolean} inTurn whether teams go by turns: an order is drawn, and the next is proposed
 * @property {(round: DeskRound) => number} each how many questions a team has; 0: nothing is said
 * @property {(round: DeskRound, stake: string | null, factor: string) =>
 *   import("../rowkeys.js").Key[]} keys in a team's row, which may have named a stake; factor: what
 *   a token multiplies points by
 * @property {(round: DeskRound) => number} columns how many keys stand side by side at most
 * @property {(key: DOMStringMap, round: DeskRound, stake: string | null, factor: string) =>
 *   import("../giving.js").What | null} what a pressed key gives; null where it names a stake
 * @property {() => string} noKey said where no key has the sign that was pressed
 * @typedef {object} Kind
 * @property {boolean} panel whether each judge marks each team: marks to enter, judges to excuse
 * @property {boolean} settles whether it orders the tied and counts in no total
 * @property {Gives | null} gives null where no points are given
 * @property {string[]} parts of the middle in which its rounds are drawn
 * @property {(board: DeskBoard, round: DeskRound, rows: Row[],
 *   giving: import("../giving.js").Giving) => void} draw
 * @property {(round: DeskRound) => string} terms what can be given, in a few words
 * @property {(row: Row, round: DeskRound) => boolean} plays whether a team of the stage takes part
 * @property {(board: DeskBoard, round: DeskRound) => string} count how far a begun round has come
 * @property {(board: DeskBoard, place: Place, end: Step) => Step} closing how its open round ends;
 *   `end` closes it
 * @property {() => string} empty what its card says of a team that has nothing from it
 * @property {() => string[]} remarks what its card adds to the rule
 */

/** @type {Record<import("../../board/model.js").Form, Kind>} */
const KINDS = { judged, criteria, points, risk, playoff, list, count };

/** @param {{form: import("../../board/model.js").Form}} round */
export const kindOf = ({ form }) => KINDS[form];
