import { closest, find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl, send, understood } from "../common/http.js";
import { t } from "../common/phrases.js";
import { uuid } from "../common/uuid.js";
import { announce } from "./announcer.js";
import { ask, whyNot } from "./api.js";
import { drawMoveButtons, moveButtons } from "./fields.js";

/**
 * The pictures that the organiser puts in: the logo, and the sponsors' marks by tier. Each change
 * is in force at once: a picture is seen where it will be shown, and is not part of the draft.
 *
 * @typedef {{picture: string, url: string, width: number, height: number, tone: string}} Picture
 * @typedef {Picture & {name: string, tier: number}} Sponsor
 * @typedef {{logo: Picture | null, sponsors: Sponsor[]}} Look
 */

/** What a file chooser offers; the server looks at what is in the file. */
const TYPES = "image/png,image/jpeg,image/webp,image/svg+xml,.svg";

/** Names that come from files are cut to what a mark is called. */
const LONGEST_NAME = 60;

/** @type {Record<number, () => string>} */
const TIERS = {
  1: () => t("Large"),
  2: () => t("Medium"),
  3: () => t("Small"),
};

export class Pictures {
  constructor() {
    this.root = find("#look-pictures");
    /** @type {Look} */
    this.look = { logo: null, sponsors: [] };
    this.root.append(...logoPart(), ...sponsorsPart());
    this.list = find("#sponsor-rows");
    this.root.addEventListener("change", (event) => this.#chosen(event));
    this.root.addEventListener("click", (event) => this.#clicked(event));
    this.#read();
  }

  async #read() {
    const answer = await ask("GET", eventUrl("/look"));
    if (answer.meaning === "done") this.#take(answer.body);
    else this.#trouble([whyNot(answer)]);
  }

  /** @param {Look} look */
  #take(look) {
    this.look = look;
    this.#draw();
  }

  #draw() {
    const { logo, sponsors } = this.look;
    const shown = find("#logo-shown");
    shown.hidden = logo === null;
    find("#remove-logo").hidden = logo === null;
    setText(find("#put-logo .word"), logo ? t("Another logo") : t("Put in a logo"));
    if (logo) setAttributes(find("img", shown), { src: logo.url, alt: t("Logo") });
    // One mark may be there twice: then it is told apart by its turn.
    const turns = sponsors.map((one, at) => ({
      one,
      at,
      key: `${one.picture} ${sponsors.slice(0, at).filter((other) => other.picture === one.picture).length}`,
    }));
    reconcile(this.list, turns, {
      key: ({ key }) => key,
      make: sponsorRow,
      draw: (row, { one, at }) => drawSponsor(row, one, at, sponsors.length),
    });
    find("#no-sponsors").hidden = sponsors.length > 0;
  }

  /** @param {Event} event */
  #chosen({ target }) {
    if (target instanceof HTMLInputElement && target.type === "file") {
      const files = [...(target.files ?? [])];
      target.value = "";
      if (target.id === "logo-file") this.#putLogo(files);
      else this.#addSponsors(files);
      return;
    }
    const row = closest(target, "[data-key]");
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (target);
    if (!row || !this.list.contains(row)) return;
    const at = [...this.list.children].indexOf(row);
    const patch =
      control.name === "tier" ? { tier: Number(control.value) } : { name: control.value.trim() };
    this.#save({
      sponsors: this.look.sponsors.map((one, n) => (n === at ? { ...one, ...patch } : one)),
    });
  }

  /** @param {File[]} files */
  async #putLogo(files) {
    const [logo] = await this.#sent(files);
    if (logo) this.#save({ logo }, t("The logo is in place."));
  }

  /** @param {File[]} files */
  async #addSponsors(files) {
    const sent = await this.#sent(files);
    const fresh = sent.map((one) => ({ ...one, tier: 1 }));
    if (fresh.length)
      this.#save(
        { sponsors: [...this.look.sponsors, ...fresh] },
        t("Sponsors added: %(n)s.", { n: fresh.length }),
      );
  }

  /**
   * Sends files one by one; what is not taken is said with its name.
   *
   * @param {File[]} files
   * @returns {Promise<(Picture & {name: string})[]>}
   */
  async #sent(files) {
    /** @type {(Picture & {name: string})[]} */
    const taken = [];
    /** @type {string[]} */
    const wrong = [];
    setAttributes(this.root, { "aria-busy": true });
    for (const file of files) {
      const found = await put(file);
      const name = nameIn(file.name);
      if ("why" in found) wrong.push(t("%(name)s: %(why)s", { name, why: found.why }));
      else taken.push({ ...found.picture, name });
    }
    setAttributes(this.root, { "aria-busy": null });
    this.#trouble(wrong);
    return taken;
  }

  /**
   * @param {Partial<Look>} change
   * @param {string} [done]
   */
  async #save(change, done = "") {
    const { logo, sponsors } = { ...this.look, ...change };
    const body = {
      id: uuid(),
      logo: logo?.picture ?? null,
      sponsors: sponsors.map(({ name, tier, picture }) => ({ name, tier, picture })),
    };
    const answer = await ask("PUT", eventUrl("/look"), body);
    if (answer.meaning === "done") {
      this.#take(answer.body.look);
      if (done) announce(done);
    } else {
      this.#trouble([whyNot(answer)]);
      // The fields show what is in force, not what was refused.
      this.#draw();
    }
  }

  /** @param {string[]} wrong */
  #trouble(wrong) {
    const box = find("#pictures-trouble");
    box.hidden = wrong.length === 0;
    box.replaceChildren(...wrong.map((words) => make("p", { dir: "auto" }, words)));
  }

  /** @param {Event} event */
  #clicked({ target }) {
    const act = closest(target, "button[data-act]")?.dataset.act;
    if (!act) return;
    if (act === "remove-logo") {
      this.#save({ logo: null }, t("The logo is taken away."));
      return;
    }
    const row = closest(target, "[data-key]");
    const at = row ? [...this.list.children].indexOf(row) : -1;
    const { sponsors } = this.look;
    if (at < 0) return;
    const to = act === "up" ? at - 1 : at + 1;
    if (act === "remove")
      this.#save({ sponsors: sponsors.filter((_, n) => n !== at) }, t("The sponsor is removed."));
    else if (to >= 0 && to < sponsors.length) this.#save({ sponsors: moved(sponsors, at, to) });
  }
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {number} from
 * @param {number} to
 */
function moved(items, from, to) {
  const rest = items.filter((_, n) => n !== from);
  return [...rest.slice(0, to), /** @type {Item} */ (items[from]), ...rest.slice(to)];
}

/**
 * @param {File} file
 * @returns {Promise<{picture: Picture} | {why: string}>}
 */
async function put(file) {
  const form = new FormData();
  form.append("file", file, file.name.slice(-LONGEST_NAME));
  try {
    const answer = await understood(await send("POST", eventUrl("/pictures"), form));
    return answer.meaning === "done" ? { picture: answer.body } : { why: whyNot(answer) };
  } catch {
    return { why: t("The file could not be sent. Choose it again.") };
  }
}

/**
 * What a mark is called until somebody says better: its file without the ending.
 *
 * @param {string} file
 */
function nameIn(file) {
  const stem = file.replace(/\.[a-z0-9]{2,5}$/i, "").replace(/[_\s]+/g, " ");
  return stem.trim().slice(0, LONGEST_NAME) || t("Sponsor");
}

/**
 * A button that chooses a file: a label, so that it is one for keyboard and touch alike.
 *
 * @param {string} id
 * @param {string} words
 * @param {boolean} many
 */
function chooser(id, words, many) {
  const input = make("input", {
    type: "file",
    id: `${id}-file`,
    accept: TYPES,
    multiple: many,
    class: "visually-hidden",
  });
  return make(
    "label",
    { class: "button small file-button", id: `put-${id}` },
    input,
    make("span", { class: "word" }, words),
  );
}

function logoPart() {
  return [
    make("h3", { class: "label" }, t("Logo")),
    make(
      "div",
      { class: "logo-row" },
      make("span", { class: "plate", id: "logo-shown", hidden: true }, make("img", { alt: "" })),
      chooser("logo", t("Put in a logo"), false),
      make(
        "button",
        {
          type: "button",
          class: "button small",
          id: "remove-logo",
          "data-act": "remove-logo",
          hidden: true,
        },
        t("Remove"),
      ),
    ),
    make(
      "p",
      { class: "note" },
      t("PNG, JPEG, WebP or SVG of at most 2 MB; best with a clear ground. Shown at once."),
    ),
  ];
}

function sponsorsPart() {
  return [
    make("h3", { class: "label" }, t("Sponsors")),
    make("ol", { class: "rows", id: "sponsor-rows" }),
    make(
      "p",
      { class: "none", id: "no-sponsors" },
      t("No sponsors. Their marks are shown in one tone on the title page and a page of thanks."),
    ),
    make("p", {}, chooser("sponsors", t("Add sponsors"), true)),
    make("div", { class: "trouble", id: "pictures-trouble", role: "alert", hidden: true }),
  ];
}

function sponsorRow() {
  return make(
    "li",
    { class: "row" },
    make(
      "div",
      { class: "row-line sponsor-grid" },
      make("span", { class: "plate" }, make("img", { alt: "", loading: "lazy" })),
      make("input", { class: "field", name: "name", maxlength: 200, autocomplete: "off" }),
      make(
        "select",
        { class: "field", name: "tier" },
        ...Object.entries(TIERS).map(([value, word]) => make("option", { value }, word())),
      ),
      moveButtons(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Sponsor} one
 * @param {number} at
 * @param {number} count
 */
function drawSponsor(row, { name, tier, tone }, at, count) {
  setAttributes(find("img", row), { src: tone });
  const field = /** @type {HTMLInputElement} */ (find("[name=name]", row));
  const size = /** @type {HTMLSelectElement} */ (find("[name=tier]", row));
  if (field.value !== name) field.value = name;
  size.value = String(tier);
  setAttributes(field, { "aria-label": t("Name of sponsor %(n)s", { n: at + 1 }) });
  setAttributes(size, { "aria-label": t("Size of %(name)s", { name }) });
  drawMoveButtons(row, name, { first: at === 0, last: at === count - 1 });
}
