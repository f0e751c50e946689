import { compare, exact } from "./exact.js";

/**
 * What the boards in the file say otherwise than the recount.
 *
 * @typedef {import("./recounted.js").Recounted} Recounted
 * @typedef {import("./recounted.js").ShownRow} ShownRow
 * @typedef {import("./recounted.js").ShownStage} ShownStage
 * @typedef {Record<string, any>} Board as the file has it
 * @typedef {object} Difference
 * @property {string} what the board's key
 * @property {string} [stage]
 * @property {string} [team]
 * @property {string} [member]
 * @property {string} [round]
 * @property {unknown} board
 * @property {unknown} recount
 */

/** What a row says that is compared as it stands. */
const SAME = ["rank", "tied", "movement", "cut", "barred", "admitted", "provisional", "outside"];
/** What only some boards say. */
const WHERE_SAID = ["incomplete", "division", "group", "best", "overall", "prize"];

/**
 * @param {Board} file
 * @param {Recounted} found
 * @returns {Difference[]}
 */
export function differences(file, found) {
  /** @type {Board[]} */
  // The board on top is the one that other programs read.
  const boards = [...("rows" in file ? [file] : []), ...(file.boards ?? [])];
  const people = file.individuals ?? [];
  return [
    ...(file.boards ? stagesApart(file.boards, found) : []),
    ...boards.flatMap((board) => ofBoard(board, found)),
    ...(file.overall ? ofOverall(file.overall, found) : []),
    ...ofPeople(people, found),
    ...apart({}, "status", file.status, isFinal(found) ? "final" : "running"),
    ...apart({}, "version", file.version, found.day.version),
    ...ofRulings("penalties", file.penalties, "penalty", found),
    ...ofRulings("bonuses", file.bonuses, "bonus", found),
  ];
}

/**
 * Which entries are penalties and bonuses, stage by stage.
 *
 * @param {string} what
 * @param {Record<string, number[]> | undefined} said
 * @param {string} kind
 * @param {Recounted} found
 * @returns {Difference[]}
 */
function ofRulings(what, said, kind, found) {
  return Object.entries(said ?? {}).flatMap(([stage, versions]) => {
    const shown = found.stages.find((one) => one.stage.id === stage);
    const teams = new Set(shown?.rows.map((row) => row.team));
    const own = found.day.ruled.filter(
      (one) => one.kind === kind && one.stage === stage && teams.has(one.team),
    );
    const order = (/** @type {number[]} */ numbers) => [...numbers].sort((a, b) => a - b);
    return apart({ stage }, what, order(versions), order(own.map((one) => one.version)));
  });
}

/** @param {Recounted} found */
function isFinal(found) {
  const last = found.day.setup.stages.at(-1);
  return Boolean(last && found.day.announced.has(last.id));
}

/**
 * @param {Omit<Difference, "what" | "board" | "recount">} where
 * @param {string} what
 * @param {unknown} board
 * @param {unknown} recount
 * @returns {Difference[]}
 */
const apart = (where, what, board, recount) =>
  JSON.stringify(board ?? null) === JSON.stringify(recount ?? null)
    ? []
    : [{ ...where, what, board: board ?? null, recount: recount ?? null }];

/**
 * @param {Board[]} boards
 * @param {Recounted} found
 */
function stagesApart(boards, found) {
  const said = boards.map((board) => board.stage?.id);
  return apart(
    {},
    "stages",
    said,
    found.stages.map((one) => one.stage.id),
  );
}

/**
 * @param {Board} board
 * @param {Recounted} found
 * @returns {Difference[]}
 */
function ofBoard(board, found) {
  const id = String(board.stage?.id);
  const own = found.stages.find((one) => one.stage.id === id);
  if (!own) return [];
  const where = { stage: id };
  /** @type {Board[]} */
  const rows = board.rows ?? [];
  const order = rows.map((row) => row.team?.id);
  return [
    ...apart(
      where,
      "order",
      order,
      own.rows.map((row) => row.team),
    ),
    ...apart(where, "announced", Boolean(board.announced), own.announced),
    ...apart(where, "winners", board.announced?.winners ?? [], own.winners),
    ...apart(where, "advancing", board.announced?.advancing ?? [], own.advancing),
    ...own.rows.flatMap((row) => {
      const said = rows.find((one) => one.team?.id === row.team);
      return said ? ofRow({ ...where, team: row.team }, said, row) : [];
    }),
  ];
}

/**
 * @param {{stage: string, team: string}} where
 * @param {Board} said
 * @param {ShownRow} row
 * @returns {Difference[]}
 */
function ofRow(where, said, row) {
  const own = /** @type {Record<string, any>} */ (row);
  const rounds = Object.keys({ ...said.rounds, ...row.rounds });
  return [
    ...SAME.flatMap((what) => apart(where, what, said[what], own[what])),
    ...WHERE_SAID.filter((what) => what in said).flatMap((what) =>
      apart(where, what, said[what], own[what]),
    ),
    ...numbersApart(where, "total", said.total, row.total),
    ...numbersApart(where, "penalty", said.penalty, row.penalty),
    ...numbersApart(where, "bonus", said.bonus, row.bonus),
    ...apart(where, "absent", [...(said.absent ?? [])].sort(), [...row.absent].sort()),
    ...ofPrizes(where, said.prizes, row.prizes ?? []),
    // The file says in words what parted two teams: only whether anything did can be compared.
    ...(Boolean(said.decided_by) === Boolean(row.decided_by)
      ? []
      : [{ ...where, what: "decided_by", board: said.decided_by, recount: row.decided_by }]),
    ...rounds.flatMap((round) =>
      numbersApart({ ...where, round }, "round", said.rounds?.[round], row.rounds[round]),
    ),
  ];
}

/**
 * The names of a team's prizes; behind that of a member's the file says whose it is.
 *
 * @param {{stage: string, team: string}} where
 * @param {string[] | undefined} said
 * @param {string[]} own
 * @returns {Difference[]}
 */
function ofPrizes(where, said, own) {
  if (!said) return [];
  const same = said.length === own.length && own.every((name, i) => said[i]?.startsWith(name));
  return same ? [] : [{ ...where, what: "prizes", board: said, recount: own }];
}

/**
 * @param {Omit<Difference, "what" | "board" | "recount">} where
 * @param {string} what
 * @param {unknown} board
 * @param {unknown} recount
 * @returns {Difference[]}
 */
function numbersApart(where, what, board, recount) {
  const there = [board, recount].filter((one) => one !== null && one !== undefined);
  if (there.length === 2 && equal(there)) return [];
  return apart(where, what, board, recount);
}

/** @param {unknown[]} two */
function equal([a, b]) {
  try {
    return compare(exact(a), exact(b)) === 0;
  } catch {
    return false;
  }
}

/**
 * @param {Board[]} said
 * @param {Recounted} found
 * @returns {Difference[]}
 */
function ofOverall(said, found) {
  const order = said.map((one) => one.team);
  return [
    ...apart(
      {},
      "overall_order",
      order,
      found.overall.map((one) => one.team),
    ),
    ...found.overall.flatMap((own) => {
      const there = said.find((one) => one.team === own.team);
      const where = { team: own.team };
      if (!there) return [];
      return [
        ...apart(where, "overall_rank", there.rank, own.rank),
        ...apart(where, "overall_tied", there.tied, own.tied),
        ...apart(where, "overall_stage", there.stage, own.stage),
      ];
    }),
  ];
}

/**
 * @param {Board[]} said
 * @param {Recounted} found
 * @returns {Difference[]}
 */
function ofPeople(said, found) {
  // Members are left out of a file that was published.
  if (!said.length) return [];
  const order = said.map((one) => one.member?.id);
  return [
    ...apart(
      {},
      "individuals",
      order,
      found.individuals.map((one) => one.member),
    ),
    ...found.individuals.flatMap((own) => {
      const there = said.find((one) => one.member?.id === own.member);
      if (!there) return [];
      const where = { team: own.team, member: own.member };
      const rounds = Object.keys({ ...there.rounds, ...own.rounds });
      return [
        ...apart(where, "rank", there.rank, own.rank),
        ...apart(where, "tied", there.tied, own.tied),
        ...numbersApart(where, "total", there.total, own.total),
        ...rounds.flatMap((round) =>
          numbersApart({ ...where, round }, "round", there.rounds?.[round], own.rounds[round]),
        ),
      ];
    }),
  ];
}
