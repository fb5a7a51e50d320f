import "./node-version.mjs";
import { command } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { install } from "./install.mjs";
import { conclude, totalsOfPhase } from "./totals.mjs";
import { verify, vitest } from "./verification.mjs";

/** Everything that is checked without a browser; with arguments Vitest alone, which gets them. */
await command(async () => {
  await install();
  const server = await openTestServer();
  const args = process.argv.slice(2);
  return args.length > 0 ? vitest(server, args) : conclude(await totalsOfPhase(() => verify(server)));
});
