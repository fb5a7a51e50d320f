import "./node-version.mjs";
import { command } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { endToEnd } from "./end-to-end.mjs";
import { install } from "./install.mjs";

/** The journeys alone; the arguments are Playwright's. */
await command(async () => {
  await install();
  return endToEnd(await openTestServer(), process.argv.slice(2));
});
