import { connect, isConnecting } from "./live.js";
import { may, page } from "./page.js";

/**
 * On every page of the desk that keeps no connection of its own: the desk sees that it is open,
 * and it stops when its link is revoked.
 */
if (page.event && may("see_desk") && !isConnecting()) connect({ event: page.event, view: "desk" });
