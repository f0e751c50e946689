import { find } from "../common/dom.js";

/** The overlay's choices as the address that a stream's program is given: what is usual is left out. */
export function listenToOverlay() {
  const form = /** @type {HTMLFormElement} */ (find("#overlay-options"));
  const address = /** @type {HTMLInputElement} */ (find("#overlay-address"));
  const write = () => {
    // The form opens it here; the address is where other machines reach it.
    const url = new URL(form.dataset.address ?? form.action);
    for (const [name, value] of new FormData(form)) {
      const usual = { show: "lower", scale: "1" }[name] ?? "";
      if (value !== usual) url.searchParams.set(name, String(value));
    }
    address.value = url.href;
  };
  form.addEventListener("input", write);
  // An empty field would be asked for, too: only what is said belongs into the address.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
  // Without a secure context there is no clipboard to write to: selected, it is one key away.
  address.addEventListener("focus", () => address.select());
  write();
}
