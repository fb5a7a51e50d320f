import "./node-version.mjs";
import { command } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { prepareJourneys, walkJourneys } from "./end-to-end.mjs";
import { install } from "./install.mjs";

/** The journeys alone; the arguments are Playwright's. */
await command(async () => {
  await install();
  return walkJourneys(await prepareJourneys(await openTestServer()), process.argv.slice(2));
});
