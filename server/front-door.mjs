import http from "node:http";
import { isLoopback, refusalMark, signedOut, uploadLimit } from "../domain/front-door.mjs";

/** Milliseconds. */
export const times = {
  /** For the head of a request. A browser sends it at once. */
  head: 10_000,
  /**
   * For the body after that. 1 MB arrives in time at 0.5 Mbit/s. A request that is not complete after 30 seconds loses
   * its connection.
   */
  body: 20_000,
  /** For a body of rosters. 50 MB arrive in time at 0.7 Mbit/s. Only people who are signed in get this long. */
  upload: 10 * 60_000,
  /** For an answer that the other side does not read. */
  unread: 60_000,
  /**
   * For a refusal to arrive while the other side still sends. Closing the connection at once would lose the refusal.
   */
  farewell: 1000,
};

/** Bytes of a body. */
export const sizes = {
  /** A sign-in sends a few hundred bytes, and an identity provider that posts its answer a few thousand. */
  signIn: 64 * 1024,
  /** Rosters, and before them the names of up to a thousand files. */
  upload: uploadLimit + 1_000_000,
  /** The largest form is a list of pasted logins, a tenth of this. */
  other: 1024 * 1024,
};

/** Holds a body back until it is complete. */
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

  // In one piece, because a chunk of one byte takes a hundred bytes of memory.
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
 * The console's HTTP server. It limits everything from outside before `handle` sees it. `handle` gets complete requests
 * of an allowed size, from allowed senders, under the host name of `url`. Only rosters are passed on while they arrive.
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

    // An answer that is still being prepared has nothing to send yet, so the other side is not late.
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
      // An upload that is refused behind this door is still arriving.
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
      message: `While sample sign-ins are on, the console answers only on this machine, at ${own.origin}.`,
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
      message: `This was sent from ${from}, but the console is at ${own.origin}. Open it there and try again.`,
    };
  }

  /** Without a session cookie, only a sign-in is accepted. The pages check whether the session is still open. */
  async function refuseStranger({ headers }) {
    // Loaded when it is needed, because it would slow down the start.
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

  /** Once the answer is sent, no matter what still arrives. */
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

/** Matched exactly as it was sent. Another spelling of an address gets the ordinary limit. */
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
    return { status: 411, message: "An upload must say its length (Content-Length)." };
  }
  if (Number(length ?? 0) > size) return tooLarge(size);
}

function tooLarge(size) {
  const limit = size === 0 ? "nothing beside its address" : `at most ${size.toLocaleString("en-US")} bytes`;
  return { status: 413, message: `This request is too large. It can have ${limit}.` };
}

const late = { status: 408, message: "This took too long to arrive. Try again." };

// The content type, as Next.js compares it.
const plain = { "content-type": "text/plain", "cache-control": "no-store", "x-content-type-options": "nosniff" };

function cookiesOf({ cookie = "" }) {
  const pairs = cookie.split(";").map((pair) => pair.trim().split("=", 2));
  return Object.fromEntries(pairs);
}

function inShort(text) {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
