// An evening of bad Wi-Fi by a seed: what a judge does, and what becomes of each mark that is sent.
// Played against the outbox alone (`tablet.js`) and in real browsers (`evenings.py`).
//
// node tests/faults/evening.js FIRST COUNT  prints one line of JSON for each evening.

import { pathToFileURL } from "node:url";

const TEAMS = ["t1", "t2", "t3", "t4", "t5"];
const MARKS = 14;
/** Milliseconds in which all is entered, and after which the Wi-Fi is well for good. */
const ENTERING_MS = 90_000;
export const HEALTHY_AFTER_MS = 120_000;
/** So long the server is away while it is started anew. */
export const RESTART_MS = 2_000;
/** When a proxy that sends a request twice sends it again: nobody waits for the answer any more. */
export const TWICE_MS = 9_000;

/** What becomes of a request, of a hundred. */
const FATES = [
  [16, "lost"], // before it came to the server, and the tablet is told
  [7, "cut"], // it came, and the line is cut before the answer
  [7, "unanswered"], // it came, and the answer is lost in a silence that only patience ends
  [8, "swallowed"], // it never came, and nobody says so
  [6, "bad gateway"], // a proxy's page of HTML
  [6, "unavailable"], // the server asks to come again
  [5, "twice"], // a proxy sends it twice, and the answer comes when nobody waits any more
  [45, "answered"],
];
const MOST_REQUESTS = 400;

/** Numbers from a seed (mulberry32): the same seed, the same evening. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the n-th request meets, and how many milliseconds it takes to get there. */
function fate(random) {
  let left = random() * 100;
  const [, what] = FATES.find(([share]) => (left -= share) < 0) ?? FATES.at(-1);
  return { what, way: Math.round(20 + random() * 400) };
}

/** The steps of an evening in their order: `at` in milliseconds, what to `do`. */
function plan(random) {
  const at = () => Math.round(random() * ENTERING_MS);
  const away = Array.from({ length: 4 }, () => {
    const begins = at();
    return { begins, ends: begins + 1_000 + Math.round(random() * 5_000) };
  });
  // A page that is loaded while the device is offline would be the browser's own.
  const online = (moment) => {
    const span = away.find(({ begins, ends }) => moment >= begins && moment <= ends);
    return span ? online(span.ends + 1) : moment;
  };
  const steps = away.flatMap(({ begins, ends }) => [
    { at: begins, do: "offline" },
    { at: ends, do: "online" },
  ]);
  for (const [times, what] of [
    [3, "reload"],
    [1, "kill"],
    [1, "restart"],
  ])
    for (let n = 0; n < times; n += 1) steps.push({ at: online(at()), do: what });
  for (let n = 0; n < MARKS; n += 1)
    steps.push({ at: at(), do: "enter", team: TEAMS[Math.floor(random() * TEAMS.length)] });
  steps.sort((one, other) => one.at - other.at);
  let entered = 0;
  for (const step of steps) if (step.do === "enter") step.value = String((entered += 1));
  return steps;
}

/** All that happens on the evening of a seed. */
export function eveningOf(seed) {
  const random = seeded(seed);
  const steps = plan(random);
  const fates = Array.from({ length: MOST_REQUESTS }, () => fate(random));
  return { seed, healthyAfterMs: HEALTHY_AFTER_MS, twiceMs: TWICE_MS, steps, fates };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, count] = process.argv.slice(2).map(Number);
  for (let seed = first; seed < first + count; seed += 1) console.log(JSON.stringify(eveningOf(seed)));
}
