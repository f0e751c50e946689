/**
 * Recounts result files, one JSON a line on the standard input, with the scripts of the page: writes
 * for each a line of JSON: what differs, what was not recounted, and what parted equal totals.
 */

import { createInterface } from "node:readline";
import { chainOf, headApart, sealOf } from "../../static/js/recount/chain.js";
import { differences } from "../../static/js/recount/differences.js";
import { recounted } from "../../static/js/recount/recounted.js";
import { bytesOf, isSignedByHand } from "../../static/js/recount/signature.js";
import { told, doubtWords } from "../../static/js/recount/telling.js";
import { whyOf } from "../../static/js/recount/why.js";

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}

/** @param {Record<string, any>} file */
async function answer(file) {
  try {
    const found = recounted(file.entries);
    const decided = found.stages.map(({ stage, rows }) => [
      stage.id,
      Object.fromEntries(rows.map((row) => [row.team, row.decided_by])),
    ]);
    const chain = chainOf(file.entries);
    const apart = [...headApart(file, chain), ...differences(file, found)];
    return {
      differences: apart,
      doubts: found.doubts,
      decided: Object.fromEntries(decided),
      broken: chain.broken?.version ?? null,
      seal: (await sealOf(file, chain)).state,
      by_hand: file.seal ? byHand(file.seal) : null,
      told: apart.map((one) => told(found, one)),
      said: found.doubts.map(doubtWords),
      why: found.stages.map((shown) =>
        shown.standings.rows.map((row) => [row.team.id, whyOf(found, shown, row)]),
      ),
    };
  } catch (error) {
    return { failed: error instanceof Error ? error.stack : String(error) };
  }
}

/**
 * Whether the signature is good as the page reckons where the browser cannot.
 *
 * @param {Record<string, any>} seal
 */
function byHand({ event, ledger, version, hash, public_key: key, signature }) {
  const said = ["scoreboard seal 1", event, ledger, version, hash].join("\n");
  return isSignedByHand(bytesOf(key), bytesOf(signature), new TextEncoder().encode(said));
}
