import { find, setAttributes, setText } from "./common/dom.js";
import { eventUrl, refusal, request } from "./common/http.js";
import { uuid } from "./common/uuid.js";

/** The page of results needs a script only to publish them, or to take that back. */
const button = document.querySelector("#publish");
if (button instanceof HTMLElement)
  button.addEventListener("click", async () => {
    setAttributes(button, { "aria-busy": "true" });
    const answer = await request("POST", eventUrl(`/${button.dataset.act}`), {
      body: { id: uuid() },
    });
    // The page says of every part of it how it stands, so it is drawn anew.
    if (answer.meaning === "done") return location.reload();
    setAttributes(button, { "aria-busy": null });
    setText(find("#publish-trouble"), refusal(answer));
  });
