import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { staff } from "@/db/schema/staff";
import { startIdentityProviders } from "@/e2e/fakes/identity-providers";
import { log } from "./log";
import { answerSignIn } from "./sign-in-door";

const { port } = await vi.hoisted(async () => {
  const { createServer } = await import("node:net");
  const server = createServer();
  const free = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  const settings = {
    ...{ OIDC_ISSUER: `http://localhost:${free}/oidc`, OIDC_ID: "fake", OIDC_SECRET: "fake" },
    ...{ GITHUB_ID: "fake", GITHUB_SECRET: "fake" },
    ...{ GITHUB_URL: `http://localhost:${free}/github`, GITHUB_API_URL: `http://localhost:${free}/github/api` },
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return { port: free };
});

let providers: Awaited<ReturnType<typeof startIdentityProviders>>;
beforeAll(async () => {
  providers = await startIdentityProviders(port);
});
afterAll(() => providers.stop());

/** What next-auth asks Next.js for, which knows it of its own requests alone. */
const asked: Record<"cookies" | "headers", () => Promise<unknown>> = createRequire(import.meta.url)("next/headers");

let jar: Map<string, string>;
const logged = vi.spyOn(log, "error").mockImplementation(() => {});

beforeEach(() => {
  jar = new Map();
  logged.mockClear();
});

/** Asks the handler as a browser would, cookies and all. */
async function ask(
  path: string,
  init: { method?: string; form?: Record<string, string>; body?: string; type?: string } = {},
) {
  const { method, form, type = "application/x-www-form-urlencoded" } = init;
  const body = form ? new URLSearchParams(form).toString() : init.body;
  const isPost = body !== undefined;
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, {
    method: method ?? (isPost ? "POST" : "GET"),
    ...(isPost && { body, headers: { "content-type": type } }),
  });
  vi.spyOn(asked, "headers").mockResolvedValue(request.headers);
  vi.spyOn(asked, "cookies").mockResolvedValue({ getAll: () => [...jar].map(([name, value]) => ({ name, value })) });
  const nextauth = new URL(request.url).pathname.split("/").slice(3);
  const response = await answerSignIn(request, { params: Promise.resolve({ nextauth }) });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
    jar.set(name!, decodeURIComponent(value!));
  }
  return response;
}

async function csrfToken() {
  const { csrfToken } = await (await ask("csrf")).json();
  return csrfToken as string;
}

/** Through the provider and back, to the address a browser is sent to. */
async function signInBy(provider: "github" | "oidc") {
  const start = await ask(`signin/${provider}`, { form: { csrfToken: await csrfToken(), callbackUrl: "/accounts" } });
  const atProvider = await fetch(start.headers.get("location")!, { redirect: "manual" });
  const back = new URL(atProvider.headers.get("location")!);
  return ask(`callback/${provider}${back.search}`);
}

async function withoutSessionsTable<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  await db.execute(sql`alter table staff_sessions rename to staff_sessions_gone`);
  try {
    return await work();
  } finally {
    await db.execute(sql`alter table staff_sessions_gone rename to staff_sessions`);
  }
}

/** Everything that a browser receives. */
async function told(response: Response) {
  return `${response.headers.get("location")} ${await response.text()} ${response.headers.getSetCookie()}`;
}

const inside = /select |insert into|update "|staff_sessions|params|failed query|relation|invalid byte/i;

async function createMember() {
  const email = `${randomUUID()}@staff.example`;
  await db.insert(staff).values({ email, role: "support" });
  return email;
}

describe("a database that fails in a sign-in is a fixed code in the address, and the rest is in the log", () => {
  test.each(["github", "oidc"] as const)("by %s", async (provider) => {
    const email = await createMember();
    providers.answerAs({ subject: "4711", emails: [{ email, verified: true }] });
    const response = await withoutSessionsTable(() => signInBy(provider));
    expect(response.headers.get("location")).toBe("http://localhost:3000/api/auth/error?error=SignInFailed");
    expect(await told(response)).not.toMatch(inside);
    expect([...jar.keys()].filter((name) => name.includes("session-token"))).toEqual([]);

    const entries = JSON.stringify(logged.mock.calls);
    expect(entries).toContain("staff_sessions");
    expect(entries).not.toMatch(/staff\.example|4711/);
    const page = await ask("error?error=SignInFailed");
    expect(page.headers.get("location")).toBe("/sign-in?error=SignInFailed");
  });

  test.each([{ json: "false" }, { json: "true" }])("by a sample sign-in with %o", async (more) => {
    await db.insert(staff).values({ email: "admin@sample.invalid", role: "admin" }).onConflictDoNothing();
    const form = { csrfToken: await csrfToken(), role: "admin", ...more };
    const response = await withoutSessionsTable(() => ask("callback/sample", { form }));
    const answer = await told(response);
    expect(answer).toContain("error?error=SignInFailed");
    expect(answer).not.toMatch(inside);
  });

  test("by a subject that cannot be stored", async () => {
    providers.answerAs({ subject: "a\0b", emails: [{ email: await createMember(), verified: true }] });
    const answer = await told(await signInBy("oidc"));
    expect(answer).toContain("error?error=SignInFailed");
    expect(answer).not.toMatch(inside);
  });

  test("while somebody signs out: they are out of their browser", async () => {
    await db.insert(staff).values({ email: "admin@sample.invalid", role: "admin" }).onConflictDoNothing();
    await ask("callback/sample", { form: { csrfToken: await csrfToken(), role: "admin" } });
    const form = { csrfToken: await csrfToken(), callbackUrl: "/sign-in" };
    const response = await withoutSessionsTable(() => ask("signout", { form }));
    expect(await told(response)).not.toMatch(inside);
    expect(JSON.stringify(logged.mock.calls)).toContain("staff_sessions");
    expect(JSON.stringify(logged.mock.calls)).not.toContain("params:");
  });
});

describe("what a provider or a browser says", () => {
  test.each(["Configuration", "AccessDenied"])("%s is a code that we know", async (code) => {
    expect((await ask(`error?error=${code}`)).headers.get("location")).toBe(`/sign-in?error=${code}`);
  });

  test.each([
    ["a text", "error?error=Call+0800+123+to+sign+in"],
    ["a long text", `error?error=${"x".repeat(10_000)}`],
    ["another parameter", "error?error=x%26callbackUrl=https://evil.example"],
    ["a header", "error?error=%E5%A5%91%0D%0Ax:y"],
    ["a part of the path", "error/Call-0800-123"],
    ["a name that every object has", "error?error=__proto__"],
    ["a text for the page", "signin?error=Call+0800+123+to+sign+in"],
    ["a part of the path of the page", "signin/Call-0800-123"],
  ])("%s is not repeated in an address", async (_, path) => {
    const location = (await ask(path)).headers.get("location")!;
    expect(location).toMatch(/^(http:\/\/localhost:3000\/api\/auth\/signin|\/sign-in)\?/);
    expect([...new URL(location, "http://localhost:3000").searchParams.getAll("error")]).toEqual(["Signin"]);
  });

  test("as an error of a provider is cut in the log, and a fixed code in the address", async () => {
    const response = await ask("callback/oidc", { form: { error: "ann@northwind.example ".repeat(2_000) } });
    expect(response.headers.get("location")).toBe("http://localhost:3000/api/auth/error?error=Callback");
    const entries = logged.mock.calls.map((words) => JSON.stringify(words));
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) {
      expect(entry.length).toBeLessThan(10_000);
      expect(entry).not.toContain("northwind");
    }
  });

  test("with a foreign cookie leaves people signed out", async () => {
    jar.set("next-auth.session-token", "x".repeat(3_000));
    const response = await ask("session");
    expect(await response.json()).toEqual({});
    expect(JSON.stringify(logged.mock.calls)).not.toContain("xxxx");
  });

  test("into our log is not there", async () => {
    const response = await ask("_log", { form: { level: "error", code: "forged", message: "forged" } });
    expect(response.status).toBe(404);
    expect(logged).not.toHaveBeenCalled();
  });

  test.each(["application/json", "application/x-www-form-urlencoded; application/json", "text/plain", ""])(
    "as a body of the type %j is refused before it is read",
    async (type) => {
      const response = await ask("callback/sample", { body: JSON.stringify({ role: "admin" }), type });
      expect(response.status).toBe(415);
    },
  );
});

test("an e-mail that is no text identifies nobody", async () => {
  for (const email of [{ toLowerCase: 1 }, 7, ["ann@staff.example"]]) {
    providers.answerAs({ subject: "1", emails: [{ email: email as unknown as string, verified: true }] });
    expect(await told(await signInBy("oidc"))).toContain("error?error=AccessDenied");
  }
});
