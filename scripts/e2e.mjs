import "./machine/node-version.mjs";
import { command } from "./machine/children.mjs";
import { openTestServer } from "./machine/database.mjs";
import { prepareJourneys, walkJourneys } from "./machine/end-to-end.mjs";
import { install } from "./machine/install.mjs";

/** The journeys alone; the arguments are Playwright's. */
await command(async () => {
  await install();
  return walkJourneys(await prepareJourneys(await openTestServer()), process.argv.slice(2));
});
