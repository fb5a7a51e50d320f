import { readdirSync } from "node:fs";
import path from "node:path";
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { signInAs } from "./sign-in";

/** Open by intent: the answer of the first tells nothing, and the second is where signing in happens. */
const open = ["app/api/health/route.ts", "app/api/auth/[...nextauth]/route.ts"];

const routes = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((name) => path.posix.join("app", name.split(path.sep).join("/")))
  .filter((name) => name.endsWith("/route.ts"));

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

type Handler = (request: NextRequest, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** These read nothing of an address but who it names. */
const withoutQuery = [...open, "app/api/imports/[importId]/route.ts"];

async function ask(name: string, method: string, handle: Handler, query = ""): Promise<Response> {
  const address = name.replace(/^app|\/route\.ts$/g, "").replace(/\[\.*\w+\]/g, "1");
  const params = Object.fromEntries([...name.matchAll(/\[\.*(\w+)\]/g)].map(([, key]) => [key!, "1"]));
  const request = new NextRequest(`http://localhost${address}${query}`, { method });
  return handle(request, { params: Promise.resolve(params) });
}

describe("signed out", () => {
  test("the open routes are there", () => {
    expect(routes).toEqual(expect.arrayContaining(open));
  });

  test.each(routes.filter((name) => !open.includes(name)))("%s answers 401 and says why", async (name) => {
    const module: Record<string, Handler> = await import(path.resolve(name));
    const handlers = Object.entries(module).filter(([method]) => methods.includes(method));
    expect(handlers).not.toEqual([]);

    for (const [method, handle] of handlers) {
      const response = await ask(name, method, handle);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: expect.any(String) });
    }
  });
});

const tooMuch = {
  "10,001 parameters": `?${Array.from({ length: 10_001 }, (_, index) => `a${index}`).join("&")}`,
  "a million characters and one": `?q=${"x".repeat(1_000_001)}`,
  "text that cannot be stored": "?q=a%00b",
};

describe.each(Object.entries(tooMuch))("an address with %s", (_, query) => {
  test.each(routes.filter((name) => !withoutQuery.includes(name)))("is refused by %s in few words", async (name) => {
    await signInAs("admin");
    const { GET }: Record<string, Handler> = await import(path.resolve(name));
    const response = await ask(name, "GET", GET!, query);
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(200);
  });
});
