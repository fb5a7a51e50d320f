import http from "node:http";
import type { Page } from "@playwright/test";
import { uploadLimit } from "@/domain/front-door.mjs";
import { createAccount } from "@/test/factories";
import { expect, test } from "./fixtures";

type Headers = Record<string, string>;

/** What this server answers to a request that no browser would send. */
function ask(url: string, { body, ...options }: http.RequestOptions & { body?: Buffer | null }) {
  return new Promise<{ status: number; headers: Headers; body: Buffer }>((resolve, reject) => {
    const request = http.request(url, options, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      request.destroy();
      resolve({ status: answer.statusCode!, headers: answer.headers as Headers, body: Buffer.concat(chunks) });
    });
    request.on("error", reject);
    if (body === undefined) request.flushHeaders();
    else request.end(body);
  });
}

/** Stands between the browser and the console, as a proxy that sends these headers instead of the browser's. */
async function behindProxy(page: Page, headers: Headers): Promise<void> {
  await page.route("**/*", async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    const { "content-length": _, ...sent } = await request.allHeaders();
    const body = request.postDataBuffer();
    const answer = await ask(request.url(), { method: "POST", headers: { ...sent, ...headers }, body });
    const { "transfer-encoding": __, "content-encoding": ___, ...kept } = answer.headers;
    await route.fulfill({ status: answer.status, headers: kept, body: answer.body });
  });
}

async function rename(page: Page, name: string) {
  await page.getByRole("button", { name: "Rename" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Reason").fill("New legal name");
  await dialog.getByRole("button", { name: "Rename" }).click();
  return dialog;
}

test("a proxy that rewrites Host breaks no change", async ({ page, signInAs }) => {
  const account = await createAccount();
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}`);
  await behindProxy(page, { host: "127.0.0.1:1", "accept-encoding": "identity" });
  await expect(await rename(page, `${account.name} renamed`)).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: `${account.name} renamed` })).toBeVisible();
});

test.describe("a change from another address", () => {
  test.use({ expectedErrors: [/403/] });

  test("is refused in place, naming both, and what was typed stays", async ({ page, signInAs, baseURL }) => {
    const account = await createAccount();
    await signInAs("account_rep");
    await page.goto(`/accounts/${account.id}`);
    await behindProxy(page, { origin: "https://elsewhere.example" });
    const dialog = await rename(page, `${account.name} renamed`);
    await expect(dialog.getByRole("alert")).toHaveText(
      `This was sent from https://elsewhere.example, but the console is at ${baseURL}. Open it there and try again.`,
    );
    await expect(dialog.getByLabel("Reason")).toHaveValue("New legal name");
  });
});

test("an upload of strangers is refused before any of it is there", async ({ baseURL }) => {
  const answer = await ask(`${baseURL}/api/imports`, { method: "POST", headers: { "content-length": uploadLimit } });
  expect(answer.status).toBe(401);
});

test("an upload of support is refused before any of it is there", async ({ baseURL, context, signInAs }) => {
  await signInAs("support");
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const headers = { cookie, "content-length": uploadLimit };
  const answer = await ask(`${baseURL}/api/imports`, { method: "POST", headers });
  expect(answer.status).toBe(403);
  expect(answer.body.toString()).toContain("Only admins and account reps can do this.");
});

test("while sample sign-ins are on, no name but this machine's is answered", async ({ baseURL }) => {
  for (const path of ["/", "/sign-in", "/api/auth/csrf", "/_next/static/x.js"]) {
    expect((await ask(`${baseURL}${path}`, { headers: { host: "evil.example" }, body: null })).status).toBe(421);
  }
});
