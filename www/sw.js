// Serves one exact version of the page, with or without a network.
//
// A version is the list FILES with the SHA-256 of each, put in by `cargo xtask build`. Installing
// fetches every one anew and checks it: a server in the middle of an update, or one that answers from
// an old cache, makes the installation fail, and the version in hand stays whole. A new version waits
// until the page asks it to take over. Whatever is not in the list goes to the network.

/** File and digest, base64. */
const FILES = {};

/** Tells this version from every other. */
const CACHE = "qingce-VERSION";

const address = (name) => new URL(name, self.registration.scope).href;

async function install() {
  const cache = await caches.open(CACHE);
  const fetched = async ([name, digest]) => {
    const answer = await fetch(address(name), { cache: "no-cache", integrity: `sha256-${digest}` });
    if (!answer.ok) throw new Error(`${answer.status} ${name}`);
    await cache.put(address(name), answer);
  };
  // All of them to their end: what is still under way would write into what is given up.
  const all = await Promise.allSettled(Object.entries(FILES).map(fetched));
  const failed = all.find(({ status }) => status === "rejected");
  if (failed === undefined) return;
  await caches.delete(CACHE);
  throw failed.reason;
}

async function dropOthers() {
  for (const name of await caches.keys()) {
    if (name.startsWith("qingce-") && name !== CACHE) await caches.delete(name);
  }
}

/** The file of this version an address stands for; the folder itself is the page. */
function listed(url) {
  const { scope } = self.registration;
  if (!url.startsWith(scope)) return undefined;
  const name = url.slice(scope.length).split(/[?#]/, 1)[0] || "index.html";
  return Object.hasOwn(FILES, name) ? name : undefined;
}

async function answer(request, name) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address(name));
  // Emptied by the browser to make room: the digests in the page still refuse another version.
  return kept ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const name = request.method === "GET" ? listed(request.url) : undefined;
  if (name !== undefined) event.respondWith(answer(request, name));
});
