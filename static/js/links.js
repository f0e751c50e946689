import { the } from "./common/elements.js";

/** The printable links: printing is the one thing here that needs a script. */
const button = the("#print");
button.hidden = false;
button.addEventListener("click", () => window.print());
