import "./node-version.mjs";
import { command } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { install } from "./install.mjs";
import { add, conclude } from "./totals.mjs";
import { verifyByVitest, verifySources, vitest } from "./verification.mjs";

/** Everything that is checked without a browser; with arguments Vitest alone, which gets them. */
await command(async () => {
  await install();
  const server = await openTestServer();
  const args = process.argv.slice(2);
  if (args.length > 0) return vitest(server, args);
  return conclude(add(await verifySources(), await verifyByVitest(server)));
});
