import { t } from "../common/phrases.js";

/**
 * The tokens of a points round: used up by a touch, and what one that doubles waits for.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../common/shapes.js").DeskToken} Token
 */

/**
 * The token that doubles what a team's next key books; null where none waits.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @param {string} team
 */
export function doublingOf(board, round, team) {
  const used = board.tokens[round] ?? [];
  return used.find((one) => one.team === team && one.doubles)?.token ?? null;
}

/**
 * A key for each token of a round: one that is used up is struck through by a sign.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {string} team
 * @returns {import("./rowkeys.js").Key[]}
 */
export function tokenKeys(board, { id, tokens = [] }, team) {
  const used = (board.tokens[id] ?? []).filter((one) => one.team === team);
  return tokens.map((name) => {
    const gone = used.find((one) => one.token === name);
    const word = gone ? (gone.doubles ? `${name} ×2` : `✕ ${name}`) : name;
    return {
      attributes: {
        "data-token": name,
        "data-waits": gone?.doubles ?? false,
        "aria-disabled": gone ? "true" : null,
      },
      word,
    };
  });
}

/** @param {string} token */
export function tokenUsed(token) {
  return t("Used %(token)s", { token });
}
