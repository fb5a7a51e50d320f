import http from "node:http";
import { isLoopback, refusalMark, signedOut, uploadLimit } from "../domain/front-door.mjs";

/** Milliseconds. */
export const times = {
  /** For the head of a request, which a browser sends at once. */
  head: 10_000,
  /** For its body after that: 1 MB comes so with 0.5 Mbit/s. A request is there after 30 seconds, or its connection goes. */
  body: 20_000,
  /** For a body of rosters: 50 MB come so with 0.7 Mbit/s. Only those who are signed in have it. */
  upload: 10 * 60_000,
  /** For an answer of which nobody takes anything. */
  unread: 60_000,
  /** For a refusal to arrive while the other side still sends: closed at once, a connection takes it away. */
  farewell: 1000,
};

/** Bytes of a body. */
export const sizes = {
  /** Signing in sends a few hundred; an identity provider that posts its answer, some thousand. */
  signIn: 64 * 1024,
  /** Rosters, and before them their names: a thousand files. */
  upload: uploadLimit + 1_000_000,
  /** The largest form is a list of pasted logins, of a tenth of that. */
  other: 1024 * 1024,
};

/** Keeps a body back until it is there whole. */
class GatheredMessage extends http.IncomingMessage {
  #body = Buffer.alloc(0);
  #size = 0;
  #gathering;

  gather(gathering) {
    this.#gathering = gathering;
  }

  push(chunk, encoding) {
    if (!this.#gathering) return super.push(chunk, encoding);
    const { limit, whenWhole, whenTooLarge } = this.#gathering;
    if (chunk === null) {
      this.#gathering = undefined;
      if (this.#size > 0) super.push(this.#body.subarray(0, this.#size));
      super.push(null);
      whenWhole();
      return false;
    }
    if (this.#size + chunk.length <= limit) this.#keep(chunk);
    else {
      this.#gathering = { limit: -1, whenWhole() {}, whenTooLarge() {} };
      this.#body = undefined;
      whenTooLarge();
    }
    return true;
  }

  // In one piece: chunks of one byte would each cost a hundred.
  #keep(chunk) {
    const size = this.#size + chunk.length;
    if (size > this.#body.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#body.length));
      this.#body.copy(larger, 0, 0, this.#size);
      this.#body = larger;
    }
    chunk.copy(this.#body, this.#size);
    this.#size = size;
  }
}

/**
 * The HTTP server of the console. Whatever comes from outside is limited here, before `handle` sees it: it gets whole
 * requests of the size their kind may have, from whom may send them, under the name of `url`. Rosters alone come to it
 * while they arrive.
 */
export function frontDoor({ handle, upgrade, url, secret, isSample, limits = times }) {
  const own = new URL(url);
  const server = http.createServer({
    IncomingMessage: GatheredMessage,
    headersTimeout: limits.head,
    requestTimeout: limits.head + limits.upload,
    connectionsCheckingInterval: Math.min(1000, limits.head),
  });

  function admit(request, response, isAskedToContinue) {
    const kind = kindOf(request);
    const refusal = refuseHost(request) ?? refuseOrigin(request, kind) ?? refuseSize(request, kind);
    if (refusal) return refuse(request, response, refusal);

    // An answer that is still being worked on has nothing to send, and nobody is late to take it.
    response.setTimeout(limits.unread, () => {
      if (request.socket.writableLength > 0) response.destroy();
    });
    const whenLate = () => refuse(request, response, late);
    const timer = setTimeout(whenLate, kind.isUpload ? limits.upload : limits.body);
    request.once("end", () => clearTimeout(timer));
    response.once("close", () => clearTimeout(timer));

    const strangers = kind.isOpen ? undefined : refuseStranger(request);
    const begin = async () => {
      const refusal = await strangers;
      if (refusal) return refuse(request, response, refusal);
      if (response.writableEnded || response.destroyed) return;
      request.headers.host = own.host;
      delete request.headers["x-forwarded-host"];
      if (kind.isUpload && isAskedToContinue) response.writeContinue();
      await handle(request, response);
    };

    if (kind.isUpload) {
      // Refused behind this door, an upload is still on its way.
      endConnection(request, response);
      return begin();
    }
    if (isAskedToContinue) response.writeContinue();
    request.gather({
      limit: kind.size,
      whenWhole: () => {
        clearTimeout(timer);
        begin();
      },
      whenTooLarge: () => refuse(request, response, tooLarge(kind.size)),
    });
  }

  function refuseHost({ headers: { host = "" } }) {
    if (!isSample || isLoopback(host.replace(/:\d+$/, ""))) return;
    return {
      status: 421,
      message: `While sample sign-ins are on, the console answers on this machine alone, at ${own.origin}.`,
    };
  }

  function refuseOrigin({ headers }, { isOpen }) {
    if (isOpen) return;
    const { origin, "sec-fetch-site": site } = headers;
    const isOwn = origin === undefined ? ["same-origin", "none", undefined].includes(site) : origin === own.origin;
    if (isOwn) return;
    const from = origin === undefined ? "another site" : inShort(origin);
    return {
      status: 403,
      message: `This was sent from ${from}, and the console is at ${own.origin}. Open it there, then try again.`,
    };
  }

  /** Who never signed in sends nothing but a sign-in. Whether a session still holds is for the pages to ask. */
  async function refuseStranger({ headers }) {
    // Loaded when it is needed: it would keep the start waiting.
    const { getToken } = await import("next-auth/jwt");
    const token = await getToken({ req: { headers, cookies: cookiesOf(headers) }, secret, secureCookie });
    return token ? undefined : { status: 401, message: signedOut };
  }
  const secureCookie = own.protocol === "https:";

  function refuse(request, response, { status, message }) {
    if (response.headersSent) return response.destroy();
    endConnection(request, response);
    response.writeHead(status, plain);
    response.end(refusalMark + message);
  }

  /** Once the answer is sent, whatever may still come. */
  function endConnection({ socket }, response) {
    response.setHeader("connection", "close");
    socket.destroySoon = () => {
      socket.end();
      setTimeout(() => socket.destroy(), limits.farewell).unref();
    };
  }

  server.on("request", (request, response) => admit(request, response, false));
  server.on("checkContinue", (request, response) => admit(request, response, true));
  if (upgrade) {
    server.on("upgrade", (request, socket, head) => {
      if (refuseHost(request)) socket.destroy();
      else upgrade(request, socket, head);
    });
  }
  return server;
}

/** Matched as it was sent: what is written in another way is of no special kind. */
function kindOf({ method, url }) {
  const path = url.split("?", 1)[0];
  if (method === "POST" && path === "/api/imports") return { size: sizes.upload, isOpen: false, isUpload: true };
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return { size: 0, isOpen: true };
  if (/^\/api\/auth\/[\w/-]+$/.test(path)) return { size: sizes.signIn, isOpen: true };
  return { size: sizes.other, isOpen: false };
}

function refuseSize({ headers }, { size, isUpload }) {
  const length = headers["content-length"];
  if (isUpload && length === undefined) {
    return { status: 411, message: "An upload says its length first (Content-Length)." };
  }
  if (Number(length ?? 0) > size) return tooLarge(size);
}

function tooLarge(size) {
  const limit = size === 0 ? "nothing beside its address" : `at most ${size.toLocaleString("en-US")} bytes`;
  return { status: 413, message: `This is too large: such a request has ${limit}.` };
}

const late = { status: 408, message: "This took too long to arrive. Try again." };

// The type as Next.js compares it.
const plain = { "content-type": "text/plain", "cache-control": "no-store", "x-content-type-options": "nosniff" };

function cookiesOf({ cookie = "" }) {
  const pairs = cookie.split(";").map((pair) => pair.trim().split("=", 2));
  return Object.fromEntries(pairs);
}

function inShort(text) {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
