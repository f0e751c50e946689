/** What a contest is called: scoreboard/contest/heading.py says the same to templates. */

/**
 * The contest is large on every page, its host small above it; a title alone is the contest.
 *
 * @param {{title: string, subtitle: string}} about
 */
export function headingOf({ title, subtitle }) {
  return subtitle ? { contest: subtitle, host: title } : { contest: title, host: "" };
}

/**
 * The keys of the set-up in which the two names are stored. Without a contest the host stands where it cannot be taken
 * for one.
 *
 * @param {{contest: string, host: string}} heading
 * @returns {{contest: "title" | "subtitle", host: "title" | "subtitle"}}
 */
export function keysOf({ contest, host }) {
  return contest && host
    ? { contest: "subtitle", host: "title" }
    : { contest: "title", host: "subtitle" };
}

/**
 * The two names as the set-up holds them.
 *
 * @param {{contest: string, host: string}} heading
 */
export function storedAs(heading) {
  const keys = keysOf(heading);
  const stored = { title: "", subtitle: "" };
  stored[keys.contest] = heading.contest;
  stored[keys.host] = heading.host;
  return stored;
}
