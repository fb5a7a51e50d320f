import { build } from "./build.mjs";
import { stop } from "./children.mjs";
import { runPackage, runTypescript } from "./node.mjs";
import { freePort } from "./postgres.mjs";
import { say } from "./project.mjs";
import { serve } from "./serve.mjs";
import { commandSettingsFor, testSettings } from "./settings.mjs";

/** Queries and changes on the world at this address, against the same from scratch. Gives an exit code. */
export function measureOperations(url, { totals, stdio } = {}) {
  return runPackage("vitest/vitest.mjs", ["run", "--config", "bench/vitest.config.ts"], {
    env: { ...settingsOf(url), ...totals },
    ...(stdio && { stdio }),
  });
}

/** The pages of a production build on the world at this address. Gives an exit code. */
export async function measurePages(url) {
  const port = await freePort();
  const env = { ...settingsOf(url), NEXTAUTH_URL: `http://localhost:${port}` };
  await build(".next", env);
  const { child } = await serve("start", port, env);
  say("measuring pages");
  const code = await runTypescript("bench/pages.ts", [String(child.pid)], { env });
  await stop(child);
  return code;
}

function settingsOf(url) {
  return { ...commandSettingsFor({ url, isEmbedded: true }), ...testSettings };
}
