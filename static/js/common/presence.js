import { connect, isConnecting } from "./live.js";
import { may, page } from "./page.js";

/**
 * Connects every desk page that has no connection of its own, so that the desk sees it is open and
 * it stops when its link is revoked.
 */
if (page.event && may("see_desk") && !isConnecting()) connect({ event: page.event, view: "desk" });
