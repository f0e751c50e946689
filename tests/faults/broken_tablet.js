// A tablet's page broken on purpose, to show that the evenings find it: in Node.js and in browsers.
// `breakTablet(how)` is called before the page's own scripts.

globalThis.breakTablet = (how) => {
  const { fetch, localStorage } = globalThis;
  const isMark = (options) => options?.method === "POST" && typeof options.body === "string";
  const again = (body) => JSON.stringify({ ...JSON.parse(body), id: fresh() });
  const fresh = () =>
    "00000000-0000-4000-8000-000000000000".replace(/0/g, () =>
      Math.floor(Math.random() * 16).toString(16),
    );
  const sent = new Set();
  const waits = () =>
    Object.keys(localStorage).filter((key) => key.startsWith("scoreboard/outbox/"));
  const ways = {
    // What is sent once more has another id.
    "new-id": () => {
      globalThis.fetch = (url, options) => {
        if (!isMark(options)) return fetch(url, options);
        const { id } = JSON.parse(options.body);
        const repeat = sent.has(id);
        sent.add(id);
        return fetch(url, repeat ? { ...options, body: again(options.body) } : options);
      };
    },
    // What waits is gone when the page is loaded anew.
    "dropped-on-reload": () => {
      for (const key of waits()) localStorage.removeItem(key);
    },
    // A mark whose request failed is taken as saved.
    "says-saved": () => {
      globalThis.fetch = (url, options) =>
        fetch(url, options).catch((error) => {
          if (!isMark(options)) throw error;
          const { id } = JSON.parse(options.body);
          const headers = { "Content-Type": "application/json" };
          return new Response(JSON.stringify({ id, version: 1 }), { status: 201, headers });
        });
    },
  };
  ways[how]?.();
};
