import { once } from "node:events";
import type http from "node:http";
import net from "node:net";
import path from "node:path";
import { pipeToNodeResponse } from "next/dist/server/pipe-readable";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalMark, signedOut, uploadLimit } from "@/domain/front-door.mjs";
import { csvResponse } from "./csv";

type Handle = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;
type FrontDoorModule = {
  frontDoor: (facts: {
    handle: Handle;
    url: string;
    secret: string;
    isSample: boolean;
    limits?: Record<string, number>;
  }) => http.Server;
  times: Record<string, number>;
  sizes: Record<"signIn" | "upload" | "other", number>;
};
const { frontDoor, times, sizes }: FrontDoorModule = await import(path.resolve("server/front-door.mjs"));

const secret = "a secret that only this test knows";
const url = "http://console.example:3000";
const quick = { head: 150, body: 150, upload: 300, unread: 150, farewell: 50 };

/** What comes late on a busy machine is not wrong. */
const patient = { timeout: 20_000 };

let server: http.Server;
/** What came through the door: its first line, its Host and its body. */
let seen: { line: string; host: string | undefined; body: string }[];

const answer: Handle = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method, url, headers } = request;
  seen.push({ line: `${method} ${url}`, host: headers.host, body: Buffer.concat(chunks).toString() });
  response.end("let in");
};

async function open({ handle = answer, isSample = false, limits = times } = {}) {
  server = frontDoor({ handle, url, secret, isSample, limits });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

beforeEach(() => {
  seen = [];
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A connection on which a test writes what no browser would. `ended` gives all that came back. */
function connect(first = "") {
  const socket = net.connect((server.address() as net.AddressInfo).port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => (text += chunk));
  socket.on("error", () => {});
  const ended = new Promise<string>((resolve) => socket.on("close", () => resolve(text)));
  socket.write(first);
  const until = async (expected: string) => {
    await expect.poll(() => text, patient).toContain(expected);
    return text;
  };
  return { socket, ended, until };
}

function head(line: string, headers: Record<string, string | number> = {}) {
  const all = { Host: "console.example:3000", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

const chunked = { "Transfer-Encoding": "chunked" };
const inChunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const signedIn = async () => ({
  Cookie: `other=1; next-auth.session-token=${await encode({ token: { sessionId: "1" }, secret })}`,
});

describe("a body", () => {
  test("comes to the pages whole, however it was cut", async () => {
    await open();
    const cookie = await signedIn();
    const { socket, until } = connect(head("POST /accounts", { ...cookie, ...chunked }));
    for (const letter of "cut into letters") socket.write(inChunk(letter));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen).toEqual([]);
    socket.write("0\r\n\r\n");
    await until("let in");
    expect(seen).toMatchObject([{ line: "POST /accounts", body: "cut into letters" }]);
  });

  test.each([
    ["a page", "POST /accounts", sizes.other],
    ["sign-in", "POST /api/auth/callback/oidc", sizes.signIn],
    ["what only looks like sign-in", "POST /api/auth/../../accounts", sizes.other],
    ["a look", "GET /accounts", 0],
    ["rosters", "POST /api/imports", sizes.upload],
    ["what only looks like rosters", "POST /api/imports/1", sizes.other],
  ])("for %s is refused by the length it claims, unread", async (_, line, limit) => {
    await open();
    const cookie = await signedIn();
    const refused = connect(head(line, { ...cookie, "Content-Length": limit + 1 }));
    expect(await refused.ended).toMatch(/^HTTP\/1.1 413 [\s\S]*connection: close/);
    expect(seen).toEqual([]);

    if (limit > sizes.other) return;
    const { until } = connect(head(line, { ...cookie, "Content-Length": limit }) + "x".repeat(limit));
    await until("let in");
    expect(seen).toMatchObject([{ body: "x".repeat(limit) }]);
  });

  test.each([
    ["a page", "POST /accounts", sizes.other],
    ["sign-in", "POST /api/auth/callback/oidc", sizes.signIn],
  ])("for %s that claims no length is counted, and refused once it is too large", async (_, line, limit) => {
    await open();
    const { socket, ended } = connect(head(line, { ...(await signedIn()), ...chunked }));
    for (let sent = 0; sent <= limit; sent += 16_384) socket.write(inChunk("x".repeat(16_384)));
    expect(await ended).toMatch(/^HTTP\/1.1 413 [\s\S]*at most [\d,]+ bytes/);
    expect(seen).toEqual([]);
  });

  test("of rosters says its length first", async () => {
    await open();
    const { ended } = connect(head("POST /api/imports", { ...(await signedIn()), ...chunked }));
    expect(await ended).toMatch(/^HTTP\/1.1 411 /);
  });

  test("is not asked for where it would be refused", async () => {
    await open();
    const expect100 = { Expect: "100-continue" };
    const refused = connect(head("POST /api/imports", { ...expect100, "Content-Length": uploadLimit }));
    expect(await refused.ended).toMatch(/^HTTP\/1.1 401 /);
    const cookie = await signedIn();
    const large = connect(head("POST /accounts", { ...cookie, ...expect100, "Content-Length": sizes.other + 1 }));
    expect(await large.ended).toMatch(/^HTTP\/1.1 413 /);

    const { socket, until } = connect(head("POST /accounts", { ...cookie, ...expect100, "Content-Length": 4 }));
    await until("100 Continue");
    socket.write("body");
    await until("let in");
    expect(seen).toMatchObject([{ body: "body" }]);
  });

  test("longer than it claims is another request, and a bad one; one of two lengths is refused", async () => {
    await open();
    const cookie = await signedIn();
    const longer = connect(`${head("POST /accounts", { ...cookie, "Content-Length": 4 })}body and more`);
    expect(await longer.ended).toContain("400 Bad Request");
    const two = connect(head("POST /accounts", { ...cookie, ...chunked, "Content-Length": 4 }));
    expect(await two.ended).toContain("400 Bad Request");
    for (const { body } of seen) expect(body).toBe("body");
  });

  test("of rosters that is refused behind the door is not read to its end", async () => {
    await open({
      limits: { ...times, farewell: quick.farewell },
      handle: (_, response) => response.writeHead(403).end("refused behind the door"),
    });
    const upload = connect(head("POST /api/imports", { ...(await signedIn()), "Content-Length": uploadLimit }));
    expect(await upload.ended).toContain("refused behind the door");
  });
});

describe("a request that is not there in time is closed", () => {
  test.each([
    ["silence", ""],
    ["half a line", "GET /acc"],
    ["half a head", "GET /accounts HTTP/1.1\r\nHost: a\r\nX-A: b\r\n"],
    ["a body that claims more", head("POST /api/auth/callback/oidc", { "Content-Length": 4 })],
    ["a body that never ends", head("POST /api/auth/callback/oidc", chunked) + inChunk("x")],
  ])("%s", async (_, text) => {
    await open({ limits: quick });
    const { ended } = connect(text);
    expect(await ended).toMatch(/^$|^HTTP\/1.1 408 /);
    expect(seen).toEqual([]);
  });

  test("also when it comes a letter at a time", async () => {
    await open({ limits: quick });
    const { socket, ended } = connect(head("POST /api/auth/signin/sample", chunked));
    const drip = setInterval(() => socket.write(inChunk("x")), 20);
    expect(await ended).toMatch(/^HTTP\/1.1 408 /);
    clearInterval(drip);
  });

  test("rosters too, after longer", async () => {
    await open({ limits: quick });
    const { socket, ended } = connect(
      head("POST /api/imports", { ...(await signedIn()), "Content-Length": uploadLimit }),
    );
    const drip = setInterval(() => socket.write("x"), 20);
    await ended;
    clearInterval(drip);
    expect(seen).toEqual([]);
  });

  test("many of them keep nobody else out", async () => {
    await open();
    for (let count = 0; count < 200; count++) connect(head("POST /api/auth/callback/oidc", chunked));
    const { until } = connect(head("GET /accounts"));
    await until("let in");
  });
});

test("an answer that nobody takes is closed; one that is being worked on is waited for", async () => {
  let closed = false;
  await open({
    limits: { ...times, unread: quick.unread },
    async handle(request, response) {
      if (request.url === "/slow") {
        await new Promise((resolve) => setTimeout(resolve, 3 * quick.unread));
        return response.end("at last");
      }
      response.on("close", () => (closed = true));
      const part = Buffer.alloc(1_000_000);
      while (!closed) if (!response.write(part)) await Promise.race([once(response, "drain"), once(response, "close")]);
    },
  });
  const slow = connect(head("GET /slow"));
  const { socket } = connect(head("GET /endless"));
  socket.pause();
  await expect.poll(() => closed, patient).toBe(true);
  await slow.until("at last");
});

test("a download that nobody takes asks for no more rows, and ends", async () => {
  const rows = { asked: 0, isClosed: false };
  async function* endless() {
    try {
      while (true) {
        rows.asked++;
        yield ["x".repeat(1000)];
      }
    } finally {
      rows.isClosed = true;
    }
  }
  const limits = { ...times, unread: quick.unread };
  const { body } = await csvResponse(new Request("http://localhost/people.csv"), "people.csv", ["x"], endless());
  // The answer to GET has a body.
  await open({ limits, handle: (_, response) => pipeToNodeResponse(body!, response) });
  const { socket } = connect(head("GET /api/accounts/1/people"));
  socket.pause();
  await expect.poll(() => rows.isClosed, patient).toBe(true);
  // What two ends of a connection hold of it, at most.
  expect(rows.asked).toBeLessThan(30_000);
});

describe("without a session", () => {
  const nobody = { Cookie: "" };
  const forged = { Cookie: "next-auth.session-token=forged" };
  const otherSecret = async () => ({
    Cookie: `next-auth.session-token=${await encode({ token: { sessionId: "1" }, secret: "another secret" })}`,
  });
  const expired = async () => ({
    Cookie: `next-auth.session-token=${await encode({ token: { sessionId: "1" }, secret, maxAge: -60 })}`,
  });

  test.each([nobody, forged, otherSecret, expired])("sends no change and no roster: %o", async (given) => {
    await open();
    const cookie = typeof given === "function" ? await given() : given;
    const attempts = [
      head("POST /accounts", { ...cookie, "Next-Action": "x", "Content-Length": 2 }),
      head("POST /sign-in", { ...cookie, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": 2 }),
      head("DELETE /api/organizations", { ...cookie, "Content-Length": 2 }),
      head("POST /api/imports", { ...cookie, "Content-Length": 2 }),
      head("POST /api/auth/%2e%2e/accounts", { ...cookie, "Content-Length": 2 }),
    ];
    for (const attempt of attempts) {
      const text = await connect(`${attempt}{}`).ended;
      expect(text).toMatch(/^HTTP\/1.1 401 /);
      expect(text).toContain(refusalMark + signedOut);
    }
    expect(seen).toEqual([]);
  });

  test("looks and signs in", async () => {
    await open();
    const { socket, until } = connect(head("GET /sign-in"));
    await until("let in");
    socket.write(`${head("POST /api/auth/signin/sample", { "Content-Length": 2 })}{}`);
    await expect
      .poll(() => seen.map(({ line }) => line), patient)
      .toEqual(["GET /sign-in", "POST /api/auth/signin/sample"]);
  });
});

describe("a change", () => {
  const send = async (headers: Record<string, string>) => {
    const request = head("POST /accounts", { ...(await signedIn()), Connection: "close", ...headers });
    return connect(request).ended;
  };

  test.each<[string, Record<string, string>]>([
    ["its own page", { Origin: url }],
    ["its own page, behind a proxy that names another host", { Origin: url, Host: "10.0.0.7:3000" }],
    ["its own page, whatever host was forwarded", { Origin: url, "X-Forwarded-Host": "elsewhere.example" }],
    ["a program", {}],
    ["a browser that says no more", { "Sec-Fetch-Site": "same-origin" }],
  ])("from %s is let in, under the console's own name", async (_, headers) => {
    await open();
    expect(await send(headers)).toContain("let in");
    expect(seen).toMatchObject([{ host: "console.example:3000" }]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["another site", { Origin: "https://elsewhere.example" }, "https://elsewhere.example"],
    ["another port", { Origin: "http://console.example" }, "http://console.example"],
    ["another scheme", { Origin: "https://console.example:3000" }, "https://console.example:3000"],
    ["a site with the name it sends", { Origin: "http://evil.example", Host: "evil.example" }, "http://evil.example"],
    ["a frame without an origin", { Origin: "null" }, "null"],
    ["another site, without its name", { "Sec-Fetch-Site": "cross-site" }, "another site"],
  ])("from %s is refused, naming both", async (_, headers, from) => {
    await open();
    const text = await send(headers);
    expect(text).toMatch(/^HTTP\/1.1 403 /);
    expect(text).toContain(`This was sent from ${from}, but the console is at ${url}.`);
    expect(seen).toEqual([]);
  });
});

describe("while sample sign-ins are on", () => {
  test.each(["localhost", "localhost:3000", "LOCALHOST:3000", "127.0.0.1:3000", "[::1]:3000"])(
    "a request for %s is let in",
    async (Host) => {
      await open({ isSample: true });
      await connect(head("GET /accounts", { Host })).until("let in");
    },
  );

  test.each(["evil.example:3000", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", ""])(
    "a request for %s is refused",
    async (Host) => {
      await open({ isSample: true });
      for (const line of ["GET /accounts", "POST /api/auth/callback/sample"]) {
        expect(await connect(head(line, { Host, "X-Forwarded-Host": "localhost" })).ended).toMatch(/^HTTP\/1.1 421 /);
      }
      expect(seen).toEqual([]);
    },
  );
});

test("of requests sent at once each is looked at for itself", async () => {
  await open();
  const { ended } = connect(
    [
      head("GET /accounts"),
      `${head("POST /api/auth/signin/sample", { "Content-Length": 2 })}{}`,
      `${head("POST /accounts", { "Content-Length": 2 })}{}`,
    ].join(""),
  );
  expect(await ended).toMatch(/^HTTP\/1.1 200 [\s\S]*HTTP\/1.1 200 [\s\S]*HTTP\/1.1 401 /);
  expect(seen.map(({ line }) => line)).toEqual(["GET /accounts", "POST /api/auth/signin/sample"]);
});
