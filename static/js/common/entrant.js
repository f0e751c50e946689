/**
 * Who is marked: a team by its id, or where the members are marked one of them, by "TEAM:MEMBER".
 * No id has a colon.
 */

/** @param {string} entrant */
export const teamOf = (entrant) => entrant.split(":")[0] ?? entrant;

/**
 * As the server is told.
 *
 * @param {string} entrant
 * @returns {{team: string, member?: string}}
 */
export function whose(entrant) {
  const [team = "", member] = entrant.split(":");
  return member ? { team, member } : { team };
}

/**
 * @param {string} team
 * @param {string} member
 */
export const entrantOf = (team, member) => `${team}:${member}`;
