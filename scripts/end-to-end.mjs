import { randomUUID } from "node:crypto";
import { findBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { stop } from "./children.mjs";
import { createDatabase, prepareDatabase } from "./database.mjs";
import { runPackage } from "./node.mjs";
import { freePort } from "./postgres.mjs";
import { say } from "./project.mjs";
import { serve } from "./serve.mjs";
import { testSettings } from "./settings.mjs";

/** The journeys in a real browser, against a production build on a fresh sample world. Gives Playwright's exit code. */
export async function endToEnd(server, args, totals) {
  const browser = await findBrowser();
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const env = {
    ...testSettings,
    DATABASE_URL: await createDatabase(server, `test_${randomUUID()}`),
    DATABASE_IS_EMBEDDED: "yes",
    NEXTAUTH_URL: address,
  };
  await prepareDatabase(env);
  await build(".next-test", env);
  const site = await serve("start", port, { ...env, NEXT_DIST_DIR: ".next-test" });
  say(`journeys on ${address}`);
  const code = await runPackage("@playwright/test/cli.js", ["test", ...args], {
    env: { ...env, ...totals, BASE_URL: address, BROWSER: JSON.stringify(browser) },
    flags: ["--conditions=react-server"],
  });
  await stop(site.child);
  return code;
}
