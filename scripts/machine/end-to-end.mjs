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

/**
 * What the journeys need: a real browser, a fresh sample world and a production build. `log` is where the build writes,
 * a file's number.
 */
export async function prepareJourneys(server, log) {
  const browser = await findBrowser();
  const port = await freePort();
  const providersPort = await freePort();
  const env = {
    ...testSettings,
    DATABASE_URL: await createDatabase(server, `test_${randomUUID()}`),
    DATABASE_IS_EMBEDDED: "yes",
    NEXTAUTH_URL: `http://localhost:${port}`,
    ...fakeProviders(providersPort),
  };
  await prepareDatabase(env);
  await build(".next-test", env, log);
  return { env, port, providersPort, browser };
}

/** Gives Playwright's exit code. */
export async function walkJourneys({ env, port, providersPort, browser }, args, totals) {
  const site = await serve("start", port, { ...env, NEXT_DIST_DIR: ".next-test" });
  const address = env.NEXTAUTH_URL;
  say(`journeys on ${address}`);
  const code = await runPackage("@playwright/test/cli.js", ["test", ...args], {
    env: { ...env, ...totals, BASE_URL: address, FAKE_PROVIDERS_PORT: providersPort, BROWSER: JSON.stringify(browser) },
    flags: ["--conditions=react-server"],
  });
  await stop(site.child);
  return code;
}

/** Where e2e/fakes/identity-providers.ts answers in place of GitHub and of an OpenID Connect issuer. */
function fakeProviders(port) {
  const origin = `http://localhost:${port}`;
  return {
    GITHUB_ID: "fake",
    GITHUB_SECRET: "fake",
    GITHUB_URL: `${origin}/github`,
    GITHUB_API_URL: `${origin}/github/api`,
    OIDC_ID: "fake",
    OIDC_SECRET: "fake",
    OIDC_ISSUER: `${origin}/oidc`,
  };
}
