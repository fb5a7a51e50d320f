import "./machine/node-version.mjs";
import { command } from "./machine/children.mjs";
import { openTestServer } from "./machine/database.mjs";
import { install } from "./machine/install.mjs";
import { add, conclude } from "./machine/totals.mjs";
import { verifyByVitest, verifySources, vitest } from "./machine/verification.mjs";

/** Everything that is checked without a browser; with arguments Vitest alone, which gets them. */
await command(async () => {
  await install();
  const server = await openTestServer();
  const args = process.argv.slice(2);
  if (args.length > 0) return vitest(server, args);
  return conclude(add(await verifySources(), await verifyByVitest(server)));
});
