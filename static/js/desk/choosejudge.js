import { make } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * Asks for which judge marks are to be entered, where several have some missing.
 *
 * @param {ReturnType<typeof import("../board/deskboard.js").waiting>} late the judges, most missing first
 * @param {(judge: string) => void} chosen
 * @returns {import("./workspace.js").Tool}
 */
export function choosingJudge(late, chosen) {
  const list = make("div", { class: "whose", role: "group", "aria-label": t("Choose a judge …") });
  for (const { judge, left, given } of late) {
    const count = t("%(n)s of %(all)s marked", { n: given, all: given + left.length });
    const button = make(
      "button",
      { type: "button", class: "button", "data-judge": judge.id },
      make("b", { dir: "auto" }, judge.name),
      make("span", {}, count),
    );
    button.addEventListener("click", () => chosen(judge.id));
    list.append(button);
  }
  return {
    key: "enter",
    title: t("Enter marks for a judge"),
    size: "low",
    body: make(
      "div",
      { class: "entering-none" },
      make("p", {}, t("Choose the judge whose marks you enter.")),
      list,
    ),
    focus: () => list.querySelector("button")?.focus(),
  };
}
