import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { namesIn, pastedNames } from "./names.js";

/**
 * A list of names of teams or judges, pasted at once.
 *
 * @param {"teams" | "judges"} part
 * @param {import("./draft.js").Draft} draft
 * @param {(names: string[]) => void} add
 */
export function pasting(part, draft, add) {
  const form = find(`#paste-${part}`);
  const box = /** @type {HTMLTextAreaElement} */ (find("textarea", form));
  const opener = find(`#paste-${part}-open`);
  const fresh = () => {
    const there = new Set(draft.setup[part].map(({ name }) => name));
    return namesIn(box.value).filter((one) => !there.has(one));
  };
  const show = (/** @type {boolean} */ open) => {
    form.hidden = !open;
    setAttributes(opener, { "aria-expanded": String(open) });
    (open ? box : opener).focus();
  };
  const count = () => {
    const { names, passed } = pastedNames(box.value);
    const [all, news] = [names.length, fresh().length];
    const words = all === 0 ? [] : [t("New names: %(n)s", { n: news })];
    if (all > news) words.push(t("there already: %(n)s", { n: all - news }));
    if (passed > 0) words.push(t("headings and totals left out: %(n)s", { n: passed }));
    setText(find("[role=status]", form), words.join(" · "));
  };
  opener.addEventListener("click", () => show(form.hidden === true));
  find("[data-paste=leave]", form).addEventListener("click", () => show(false));
  box.addEventListener("input", count);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const names = fresh();
    if (names.length === 0) return box.focus();
    box.value = "";
    count();
    show(false);
    return add(names);
  });
}
