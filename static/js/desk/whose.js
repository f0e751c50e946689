import { el } from "../common/elements.js";
import { t } from "../common/phrases.js";

/**
 * For which judge marks are to be entered, where several have some missing: nobody is chosen
 * beforehand.
 *
 * @param {ReturnType<typeof import("./deskboard.js").waiting>} late the judges, most missing first
 * @param {(judge: string) => void} chosen
 * @returns {import("./bench.js").Work}
 */
export function choosingJudge(late, chosen) {
  const list = el("div", { class: "whose", role: "group", "aria-label": t("Choose a judge …") });
  for (const { judge, left, given } of late) {
    const count = t("%(n)s of %(all)s marked", { n: given, all: given + left.length });
    const button = el(
      "button",
      { type: "button", class: "button", "data-judge": judge.id },
      el("b", { dir: "auto" }, judge.name),
      el("span", {}, count),
    );
    button.addEventListener("click", () => chosen(judge.id));
    list.append(button);
  }
  return {
    key: "enter",
    title: t("Enter marks for a judge"),
    size: "low",
    body: el(
      "div",
      { class: "entering-none" },
      el("p", {}, t("Choose the judge whose marks you enter.")),
      list,
    ),
    focus: () => list.querySelector("button")?.focus(),
  };
}
