import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** Open by intent: the answer of the first tells nothing, and the second is where signing in happens. */
const open = ["app/api/health/route.ts", "app/api/auth/[...nextauth]/route.ts"];

const routes = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((name) => path.posix.join("app", name.split(path.sep).join("/")))
  .filter((name) => name.endsWith("/route.ts"));

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

describe("signed out", () => {
  test("the open routes are there", () => {
    expect(routes).toEqual(expect.arrayContaining(open));
  });

  test.each(routes.filter((name) => !open.includes(name)))("%s answers 401 and says why", async (name) => {
    const module: Record<string, Handler> = await import(path.resolve(name));
    const handlers = Object.entries(module).filter(([method]) => methods.includes(method));
    expect(handlers).not.toEqual([]);

    for (const [method, handle] of handlers) {
      const address = name.replace(/^app|\/route\.ts$/g, "").replace(/\[\.*\w+\]/g, "1");
      const params = Object.fromEntries([...name.matchAll(/\[\.*(\w+)\]/g)].map(([, key]) => [key!, "1"]));
      const request = new Request(`http://localhost${address}`, { method });
      const response = await handle(request, { params: Promise.resolve(params) });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ error: expect.any(String) });
    }
  });
});
