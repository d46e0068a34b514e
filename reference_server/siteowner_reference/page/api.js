// The API as this page needs it: log-in, a token with every request, and its renewal after a 401.

const TOKENS = "siteowner-tokens";

/** The server said no, or nothing. */
export class Refused extends Error {
  /** @param {number} status of the answer; 0 when there was none  @param {unknown} body of it */
  constructor(status, body) {
    super(words(status, body));
    this.status = status;
  }
}

/** Every request that was made, for those who want to see: called with {method, path, status, ms}. */
export const seen = new EventTarget();

export const isLoggedIn = () => sessionStorage.getItem(TOKENS) !== null;

let session = new AbortController();

/** Forgets the tokens, and whatever is still on its way: nobody is there for whom it was asked. */
export function logOut() {
  sessionStorage.removeItem(TOKENS);
  session.abort();
  session = new AbortController();
}

export async function logIn(username, password) {
  keep(await send("POST", "auth/token/", { body: { username, password } }));
}

/** What an operation answers. An undefined parameter is not sent. */
export async function get(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given).toString();
  const whole = query ? `${path}?${query}` : path;
  const { access } = tokens();
  try {
    return await send("GET", whole, { token: access });
  } catch (error) {
    if (error.status !== 401) throw error;
    // Another request may have met the same expired token, and have renewed it meanwhile.
    if (access === tokens().access) await renew();
    return await send("GET", whole, { token: tokens().access });
  }
}

let renewal = null;

/** However many requests meet the same expired token, it is renewed once. */
function renew() {
  const { refresh } = tokens();
  renewal ??= send("POST", "auth/token/refresh/", { body: { refresh } })
    .then((renewed) => keep({ refresh, ...renewed }))
    .finally(() => (renewal = null));
  return renewal;
}

const tokens = () => JSON.parse(sessionStorage.getItem(TOKENS) ?? "{}");
const keep = ({ access, refresh }) => sessionStorage.setItem(TOKENS, JSON.stringify({ access, refresh }));

async function send(method, path, { token, body } = {}) {
  const headers = { Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const began = performance.now();
  let status = 0;
  try {
    const { signal } = session;
    const answer = await fetch(`api/${path}`, { method, headers, signal, body: body && JSON.stringify(body) });
    status = answer.status;
    const document = await answer.json().catch(() => null);
    if (!answer.ok) throw new Refused(status, document);
    return document;
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(0, null);
  } finally {
    const detail = { method, path: `/api/${path}`, status, ms: performance.now() - began };
    seen.dispatchEvent(new CustomEvent("request", { detail }));
  }
}

/** What is wrong, in the server's words: `detail`, or a message a field. */
function words(status, body) {
  if (status === 0) return "The server does not answer. Start it, then try again.";
  if (body === null || typeof body !== "object") return `The server answered ${status}.`;
  if (typeof body.detail === "string") return body.detail;
  return Object.entries(body).map(([name, messages]) => `${name}: ${[messages].flat().join(" ")}`).join("; ");
}
