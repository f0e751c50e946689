// A judge's tablet on a network that fails by a seed: the page's own outbox, sender and requests,
// run against a server of a few lines that keeps the contract (an id counts once). What happens on an
// evening stands in `evening.js`; in real browsers `evenings.py` plays the same.
//
// node tests/faults/tablet.js FIRST COUNT [BROKEN]  prints one line of JSON for each seed that went wrong, and a last
// one with the sums. Time is a number here: an hour of it takes a moment.

import "./broken_tablet.js";
import { eveningOf, HEALTHY_AFTER_MS, RESTART_MS, seeded, TWICE_MS } from "./evening.js";

const [first, count, broken = ""] = process.argv.slice(2);
const EVENT = "wifi";
const JUDGE = "j1";
const LEDGER = "ledger-1";
const LONGEST_MS = 900_000;

// What browsers have and Node.js has not

let now = 0;
let nextTimer = 1;
/** @type {Map<number, {at: number, run: () => void, every: number, page: number}>} */
const timers = new Map();
let openPage = 0;
const listeners = [];
const kept = new Map();

const storage = new Proxy(
  {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, String(value)),
    removeItem: (key) => void kept.delete(key),
  },
  {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (_, key) =>
      kept.has(key) ? { enumerable: true, configurable: true, value: kept.get(key) } : undefined,
  },
);

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

function later(run, wait = 0, every = 0) {
  const id = nextTimer++;
  timers.set(id, { at: now + Math.max(0, wait), run, every, page: openPage });
  return id;
}

define("document", {
  documentElement: { lang: "en" },
  getElementById: () => ({ textContent: JSON.stringify({ event: EVENT, csrf: "token" }) }),
  addEventListener: (kind, hear) => listeners.push({ kind, hear, page: openPage }),
  hidden: false,
});
define("localStorage", storage);
define("location", new URL("http://hall.test/e/wifi/judge"));
define("window", globalThis);
define("addEventListener", (kind, hear) => listeners.push({ kind, hear, page: openPage }));
define("setTimeout", (run, wait) => later(run, wait));
define("clearTimeout", (id) => void timers.delete(id));
define("setInterval", (run, wait) => later(run, wait, wait));
define("clearInterval", (id) => void timers.delete(id));
Date.now = () => 1_800_000_000_000 + now;

const { Outbox } = await import("../../static/js/judge/outbox.js");
const { Sender } = await import("../../static/js/judge/sender.js");
const { markApi } = await import("../../static/js/judge/markapi.js");

// The server: a ledger, and the rule that an id counts once

class Server {
  constructor() {
    this.entries = [];
    this.acknowledged = new Set();
    // While it is started anew nobody is there.
    this.backAt = 0;
  }

  /** The version of the judge's mark for a team that is in force; null before there is one. */
  inForce(team) {
    return this.entries.filter((entry) => entry.team === team).at(-1)?.version ?? null;
  }

  post(body) {
    const known = broken !== "no-idempotency" && this.entries.find(({ id }) => id === body.id);
    if (known) {
      const same = known.value === body.value && known.team === body.team;
      return same ? this.#said(200, known) : problem(409, "this id was used for something else");
    }
    if (body.replaces !== undefined && body.replaces !== this.inForce(body.team))
      return problem(409, "another mark stands by now");
    const entry = { ...body, version: this.entries.length + 1 };
    if (broken !== "acknowledge-unwritten") this.entries.push(entry);
    return this.#said(201, entry);
  }

  #said(status, { id, version }) {
    this.acknowledged.add(id);
    return json(status, { version, id });
  }
}

function json(status, body, kind = "application/json") {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": kind } });
}

function problem(status, detail) {
  return json(status, { detail, status }, "application/problem+json");
}

// The network: what becomes of one request

function wifi(fates, air, server) {
  let sent = 0;
  return (_url, { body, signal, method }) =>
    new Promise((answer, fail) => {
      const page = openPage;
      const gone = () => fail(new DOMException("gone", "AbortError"));
      if (signal?.aborted) return gone();
      signal?.addEventListener("abort", gone);
      const nobody = () => fail(new TypeError("no way to the server"));
      const after = (wait, what) => void later(() => page === openPage && what(), wait);
      if (air.offline) return after(0, nobody);
      const arrive = () => {
        if (now < server.backAt) return null;
        return method === "POST" ? server.post(JSON.parse(body)) : problem(404, "");
      };
      const answered = () => {
        const said = arrive();
        return said ? answer(said) : nobody();
      };
      const { what, way } = fates[sent] ?? { what: "answered", way: 20 };
      sent += 1;
      switch (now > HEALTHY_AFTER_MS ? "answered" : what) {
        case "lost":
          return after(way, nobody);
        case "cut":
          later(arrive, way);
          return after(2 * way, nobody);
        case "unanswered":
          return void later(arrive, way);
        case "swallowed":
          return undefined;
        case "bad gateway":
          return after(way, () => answer(new Response("<html>", { status: 502 })));
        case "unavailable":
          return after(way, () => answer(problem(503, "come again")));
        case "twice":
          later(arrive, way);
          return void later(() => (page === openPage ? answered() : arrive()), TWICE_MS);
        default:
          return after(way, answered);
      }
    });
}

// The judge

class Page {
  constructor(server) {
    openPage += 1;
    globalThis.breakTablet(broken);
    const sheet = { ledger: LEDGER, version: server.entries.length };
    this.server = server;
    this.outbox = new Outbox(EVENT, JUDGE, sheet);
    this.sender = new Sender({
      event: EVENT,
      judge: JUDGE,
      outbox: this.outbox,
      deliver: markApi(JUDGE),
      changed: () => {},
    });
    this.sender.send();
  }

  enter(team, value) {
    this.outbox.add({
      kind: "mark",
      round: "r1",
      roundName: "Round",
      team,
      teamName: team,
      value,
      replaces: this.server.inForce(team),
      seen: this.server.entries.length,
    });
    this.sender.send();
  }

  /** What waited is in the browser's storage, and nothing else is; one that is killed hears nothing. */
  leave({ killed = false } = {}) {
    for (const { kind, hear, page } of killed ? [] : listeners)
      if (kind === "pagehide" && page === openPage) hear(new Event("pagehide"));
    for (const [id, timer] of timers) if (timer.page === openPage) timers.delete(id);
  }
}

async function settled() {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((done) => setImmediate(done));
}

async function evening(seed) {
  now = 0;
  timers.clear();
  listeners.length = 0;
  kept.clear();
  const { steps: plan, fates } = eveningOf(seed);
  Math.random = seeded(seed);
  const server = new Server();
  const air = { offline: false };
  define("fetch", wifi(fates, air, server));
  let page = new Page(server);
  const last = new Map();
  let entered = 0;
  while (now < LONGEST_MS) {
    const [id, timer] = [...timers].sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
    const step = plan[0];
    if (step && (!timer || step.at <= timer.at)) {
      plan.shift();
      now = Math.max(now, step.at);
      switch (step.do) {
        case "enter":
          entered += 1;
          last.set(step.team, step.value);
          page.enter(step.team, step.value);
          break;
        case "offline":
          air.offline = true;
          break;
        case "online":
          air.offline = false;
          page.sender.wake();
          break;
        case "restart":
          server.backAt = now + RESTART_MS;
          break;
        default:
          page.leave({ killed: step.do === "kill" });
          page = new Page(server);
      }
    } else if (timer && (page.outbox.pending.length > 0 || plan.length > 0 || now < HEALTHY_AFTER_MS)) {
      now = Math.max(now, timer.at);
      if (timer.every) timer.at = now + timer.every;
      else timers.delete(id);
      timer.run();
    } else break;
    await settled();
  }
  return { seed, entered, ...faults(server, page, last) };
}

/** What went wrong: a mark that is lost, one that counts twice, one that an older one has beaten. */
function faults(server, page, last) {
  const ids = server.entries.map(({ id }) => id);
  const doubled = ids.length - new Set(ids).size;
  const unwritten = [...server.acknowledged].filter((id) => !ids.includes(id)).length;
  const stands = (team) => server.entries.filter((entry) => entry.team === team).at(-1)?.value;
  const refused = page.outbox.items.filter(({ state }) => state === "refused");
  const lost = [...last].filter(([team, value]) => stands(team) !== value).map(([team]) => team);
  return {
    doubled,
    lost: lost.length + unwritten,
    waiting: page.outbox.pending.length,
    refused: refused.map(({ team, detail }) => `${team}: ${detail}`),
    minutes: now / 60_000,
  };
}

const sums = { seeds: 0, entered: 0, lost: 0, doubled: 0, waiting: 0, refused: 0, minutes: 0 };
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  const told = await evening(seed);
  sums.seeds += 1;
  sums.refused += told.refused.length;
  for (const name of ["entered", "lost", "doubled", "waiting", "minutes"]) sums[name] += told[name];
  if (told.lost || told.doubled || told.waiting || told.refused.length)
    console.log(JSON.stringify(told));
}
console.log(JSON.stringify(sums));
