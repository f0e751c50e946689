import { shown } from "../../common/amount.js";
import { criterionWords } from "../../common/criteria.js";
import { t } from "../../common/phrases.js";
import { judged, placesAdded } from "./judged.js";

/**
 * A judged round in which each mark is the sum of what the criteria were given.
 *
 * @type {import("./table.js").Kind}
 */
export const criteria = {
  ...judged,
  terms: ({ criteria: all = [], max, aggregate }) => {
    const limits = t("%(criteria)s: at most %(max)s together", {
      criteria: all.map(criterionWords).join(" + "),
      max: shown(max),
    });
    return [limits, ...placesAdded(aggregate)].join(" · ");
  },
};
