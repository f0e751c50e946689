import { allRounds, mayWrite } from "../board/deskboard.js";
import { find, setAttributes } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { announce } from "./actions.js";
import { kindOf } from "./kinds/table.js";
import { drawLots, headDecides, playOff, takeTogether } from "./rulings.js";
import { isWanted } from "./show/proposing.js";
import { Slip } from "./slip.js";
import { askBeforeLeaving } from "./unsaved.js";

/**
 * The ways to resolve a tie that blocks an announcement, each with its reason.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./actions.js").Action} Action
 * @typedef {{slip: Slip, key: string}} Shown
 */

/** @type {Shown | null} */
let shown = null;

/**
 * @param {DeskBoard} board
 * @param {(version: number) => void} done
 * @param {(body: {scene: string}) => unknown} put brings a scene on the big screen
 */
export function drawWays(board, done, put) {
  const host = find("#next-ways");
  const { tie } = board;
  host.hidden = tie === null || !mayWrite;
  // While the same teams are tied, what has been typed stays.
  const about = [board.next.stage, tie?.prize?.id ?? "", tie?.seats, ...(tie?.teams ?? [])];
  const key = tie && mayWrite ? about.join(" ") : "";
  if (key === (shown?.key ?? "")) return;
  // Other teams are tied by now: the reason may hold for them too, and is there to be read.
  const reason = shown?.slip.typed ?? "";
  shown = tie && mayWrite ? { slip: new Slip(planOf(board, done, put)), key } : null;
  if (reason) shown?.slip.resume(reason);
  host.replaceChildren(...(shown ? [shown.slip.form] : []));
  setAttributes(host, { "data-tie": key || null });
}

askBeforeLeaving(() => shown !== null && shown.slip.typed !== "");

/** Puts the keyboard to the ways out, where there are some. */
export function focusWays() {
  shown?.slip.focus();
}

/**
 * @param {DeskBoard} board
 * @param {(version: number) => void} done
 * @param {(body: {scene: string}) => unknown} put
 * @returns {import("./slip.js").Plan}
 */
function planOf(board, done, put) {
  const stage = board.next.stage ?? "";
  const last = board.next.action === "announce";
  const teams = board.tie?.teams.length ?? 0;
  const prize = board.tie?.prize?.name ?? "";
  // Where one tie comes after another each is decided by itself, and all is announced together.
  const apart = board.tie?.apart ?? false;
  const scene = { body: { scene: "face_off", stage } };
  let playsOff = false;
  return {
    fields: [
      {
        name: "way",
        label: t("Ways out"),
        kind: "choice",
        value: "",
        choices: [...choices(last, teams, prize, apart), ...byHead(board)],
        asks: t("Choose how the tie is settled."),
      },
    ],
    reasons: [t("As the rules say"), t("The captains agreed")],
    yes: ({ way = "" }) =>
      headsTeam(way) ? t("Enter the head judge's word") : yesWord(way, last, teams, prize, apart),
    action: ({ way, reason = "" }) => {
      playsOff = way === "playoff" && isWanted(scene);
      if (way === "all" && (prize || apart)) return takeTogether(stage, reason);
      if (way === "all") return announce(stage, { kind: last ? "share" : "all", reason });
      if (way === "lots") return drawLots(stage, reason);
      const first = headsTeam(way ?? "");
      if (first) return headDecides(stage, first, reason);
      return playOff(stage, reason, nextName(board, stage));
    },
    done(version) {
      done(version);
      if (playsOff) put(scene.body);
    },
  };
}

const HEAD = "head ";

/**
 * The team that the head judge puts in front, where that is the way out that is chosen.
 *
 * @param {string} way
 */
const headsTeam = (way) => (way.startsWith(HEAD) ? way.slice(HEAD.length) : "");

/**
 * By the head judge's word, where there is one: one team at a time goes in front of the others.
 *
 * @param {DeskBoard} board
 * @returns {import("./slip.js").Choice[]}
 */
function byHead({ judges, tie, rows }) {
  const head = judges.find((judge) => judge.head);
  const tied = tie?.teams ?? [];
  if (!head) return [];
  const note =
    tied.length > 2 ? t("The others stay tied, and are decided next if it matters") : undefined;
  return rows
    .filter(({ team }) => tied.includes(team.id))
    .map(({ team }) => ({
      value: `${HEAD}${team.id}`,
      label: t("%(judge)s, head judge, puts %(team)s in front", {
        judge: head.name,
        team: team.name,
      }),
      ...(note ? { note } : {}),
    }));
}

/**
 * @param {boolean} last
 * @param {number} teams
 * @param {string} prize for which they are tied; empty for a tie at the cut or the top
 * @param {boolean} apart whether others are ranked beside them
 * @returns {import("./slip.js").Choice[]}
 */
function choices(last, teams, prize, apart) {
  if (prize) {
    const label = teams === 2 ? t("Both take it") : t("All %(n)s take it", { n: teams });
    const note = t("%(prize)s becomes larger; the next keep their number", { prize });
    return ways({ value: "all", label, note });
  }
  const later = t("Recorded now, and announced with the others");
  const together = last
    ? {
        value: "all",
        label: t("They share the first place"),
        note: apart ? later : t("Announced as joint winners"),
      }
    : {
        value: "all",
        label: teams === 2 ? t("Both go on") : t("All %(n)s go on", { n: teams }),
        note: apart ? later : t("Announced at once"),
      };
  return ways(together);
}

/**
 * @param {import("./slip.js").Choice} together
 * @returns {import("./slip.js").Choice[]}
 */
function ways(together) {
  return [
    {
      value: "playoff",
      label: t("Play-off"),
      note: t("Between exactly these; counts in no total"),
    },
    together,
    { value: "lots", label: t("Draw lots"), note: t("Drawn once, and the order is kept") },
  ];
}

/**
 * @param {string} way
 * @param {boolean} last
 * @param {number} teams
 * @param {string} prize
 * @param {boolean} apart
 */
function yesWord(way, last, teams, prize, apart) {
  if (way === "") return t("Settle the tie");
  if (way === "lots") return t("Draw the lots");
  if (way !== "all") return t("Open the play-off");
  if (prize) return t("Let all %(n)s take %(prize)s", { n: teams, prize });
  if (apart)
    return last
      ? t("Let all %(n)s share it", { n: teams })
      : t("Let all %(n)s go on", { n: teams });
  return last ? t("Announce joint winners") : t("Announce, with all %(n)s", { n: teams });
}

/**
 * A second play-off carries a number; the first is named by the event.
 *
 * @param {DeskBoard} board
 * @param {string} stage
 * @returns {string | undefined}
 */
function nextName(board, stage) {
  const held = allRounds(board).filter(
    (place) => kindOf(place.round).settles && place.stage.id === stage,
  );
  return held[0] ? `${held[0].round.name} ${held.length + 1}` : undefined;
}
