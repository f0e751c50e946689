import { mayWrite } from "../../board/deskboard.js";
import { find, setText } from "../../common/dom.js";
import { page } from "../../common/page.js";
import { t } from "../../common/phrases.js";
import { labelOf } from "../../show/onward.js";
import { deskScene } from "./scenes.js";

/**
 * The scene that goes with the desk's next action: a tick beside its button. It is there unticked
 * until the event has a show, that is until any scene but the standings was on the screen; then it is
 * ticked, and this browser keeps it as it is left. The action needs no scene.
 *
 * @typedef {{scene: string} & Record<string, string>} Body of the scene, as the contract has it
 * @typedef {{body: Body, announces?: boolean}} Proposal announces: the announcement itself brings the
 *   scene, which then tells it step by step
 */

const KEPT = `scoreboard/proposes/${page.event}`;

/** @returns {HTMLInputElement} */
const tick = () => find("#next-scene input");

/** Keeps the tick as it is left. */
export function listenToProposals() {
  if (!mayWrite) return;
  tick().checked = remembered() === "on";
  tick().addEventListener("change", () => remember(tick().checked ? "on" : "off"));
}

/** The event has a show: from now on its scenes are taken as wanted, unless somebody said no. */
export function showIsOn() {
  if (!mayWrite || remembered() !== null) return;
  tick().checked = true;
  remember("on");
}

/** @param {Proposal | null} proposal */
export function drawProposal(proposal) {
  const known = proposal !== null && deskScene(proposal.body.scene) !== null;
  find("#next-scene").hidden = !known || !mayWrite;
  if (!proposal) return;
  const scene = labelOf(proposal.body.scene);
  setText(
    find("#next-scene span"),
    proposal.announces
      ? t("Tell it on the big screen, step by step: %(scene)s", { scene })
      : t("On the big screen: %(scene)s", { scene }),
  );
}

/**
 * @param {Proposal | null} proposal
 * @returns {boolean} whether it is wanted
 */
export const isWanted = (proposal) =>
  proposal !== null && !find("#next-scene").hidden && tick().checked;

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} value */
function remember(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // It is on again next time.
  }
}
