import { defineConfig } from "@playwright/test";

/** `npm run e2e` finds a browser, starts the console and tells of both here. */
const { BASE_URL, BROWSER } = process.env;
if (!BASE_URL || !BROWSER) throw new Error("Run the journeys with `npm run e2e`: it starts the console for them.");
const { env, ...browser } = JSON.parse(BROWSER);

export default defineConfig({
  testDir: "e2e",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A busy machine answers late, and late is not wrong.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["./test/playwright-totals.ts"]],
  use: {
    baseURL: BASE_URL,
    // Recording each journey doubled its time. To see one: `npm run e2e -- --trace on FILE`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { ...browser, env: { ...process.env, ...env } },
  },
});
