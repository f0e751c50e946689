import { bounces, MOMENT } from "../common/bounce.js";
import { t } from "../common/phrases.js";

/**
 * Touches on a team's keys that come too quickly for anybody to have meant them. Once a stake is
 * named its answers stand where it stood: there only the quickest touch is the stake's second half.
 */

/** Milliseconds within which nobody reads the answer that has come under the finger. */
const READ = 250;

/**
 * @returns {(event: MouseEvent, key: {stake?: string, outcome?: string}) => string | null} why the
 *   touch does not count, empty where there is nothing to say; null where it counts
 */
export function hastyTouches() {
  const bounced = bounces();
  let named = false;
  return (event, { stake, outcome }) => {
    const answers = named && outcome !== undefined;
    if (!bounced(event, answers ? READ : MOMENT)) {
      named = stake !== undefined;
      return null;
    }
    if (answers) return t("Touched too quickly: nothing is given yet. Touch again.");
    if (named) return "";
    return t("Touched twice quickly, so it counts once. Touch again to give it again.");
  };
}
