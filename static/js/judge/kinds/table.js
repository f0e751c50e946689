import { count } from "./count.js";
import { criteria } from "./criteria.js";
import { judged } from "./judged.js";
import { list } from "./list.js";
import { playoff } from "./playoff.js";
import { points } from "./points.js";
import { risk } from "./risk.js";

/**
 * The kinds of round on a judge's tablet. To add one: a module like these, and its name below.
 *
 * @typedef {import("../marks.js").Sheet} Sheet
 * @typedef {import("../marks.js").SheetRound} SheetRound
 * @typedef {import("../marks.js").SheetTeam} SheetTeam
 * @typedef {import("../marks.js").Mark} Mark
 * @typedef {import("../outbox.js").Item} Item
 * @typedef {object} Field the words of the large field and its button
 * @property {(values: {team: string}) => string} label
 * @property {() => string} placeholder
 * @property {(mark: Mark | null) => string} submit
 * @property {() => string} empty said when nothing is in it
 * @typedef {object} Kind
 * @property {string} look what the styles know its panel by
 * @property {boolean} panel whether this judge is to mark every team: there is a progress, and an end
 * @property {boolean} adds whether what is given comes to what was given before, instead of taking
 *   its place
 * @property {boolean} typed whether an amount is typed on the keypad
 * @property {boolean} questions whether what is given can be for a question
 * @property {boolean} numbered whether it is called by its number in the stage
 * @property {boolean} totals whether a team without a total yet has a dash in its place
 * @property {Field} field
 * @property {(value: string) => string} face a mark or award as it is shown
 * @property {() => string} none said of a team to which this judge has given nothing
 * @property {(draft: string) => string} unsent said of what is typed and not submitted
 * @property {(round: SheetRound) => string} terms what can be given, in a few words
 * @property {(text: string, round: SheetRound) => import("../typed.js").Typed} read what is typed
 * @property {(round: SheetRound) => string[]} buttons the awards that have a button
 * @property {(round: SheetRound) => string[]} stakes what may be staked
 * @property {(sheet: Sheet, team: SheetTeam, items: Item[]) => Mark} markOf this judge's mark for a
 *   team, or the latest award to it
 * @property {(sheet: Sheet, team: SheetTeam, value: string, question: string | null,
 *   items: Item[]) => import("../scoring.js").Entered | null} entry what giving a team a value is;
 *   null where it has that already
 * @property {(sheet: Sheet, items: Item[]) => string | null} first the team that is chosen when the
 *   round opens
 * @property {(sheet: Sheet, items: Item[], team: string) => string | null} next the team that is
 *   chosen after one was given something
 */

/** @type {Record<import("../../board/model.js").Form, Kind>} */
const KINDS = { judged, criteria, points, risk, playoff, list, count };

/** @param {{form: import("../../board/model.js").Form}} round */
export const kindOf = ({ form }) => KINDS[form];
