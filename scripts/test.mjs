import "./machine/node-version.mjs";
import fs from "node:fs";
import { openWorld, smallScale } from "./machine/bench-world.mjs";
import { measureOperations } from "./machine/benchmark.mjs";
import { command } from "./machine/children.mjs";
import { openTestServer } from "./machine/database.mjs";
import { prepareJourneys, walkJourneys } from "./machine/end-to-end.mjs";
import { install } from "./machine/install.mjs";
import { say } from "./machine/project.mjs";
import { add, conclude, totalsOfPhase, totalsOfRunner } from "./machine/totals.mjs";
import { verifyByVitest, verifySources } from "./machine/verification.mjs";

await command(async () => {
  const totals = await totalsOfPhase("npm test", async () => {
    await install();
    const server = await openTestServer();
    const ofSources = await verifySources();

    // Vitest often waits, for locks and for processes: the build and the bench take the time it leaves.
    const logFile = `.data/test-${process.pid}.log`;
    const log = fs.openSync(logFile, "w");
    const prepared = prepareJourneys(server, log);
    const measured = prepared.catch(() => {}).then(() => bench(log));
    const ofVitest = await verifyByVitest(server);
    const ofBench = await measured;
    fs.closeSync(log);
    say("build and bench, beside vitest");
    process.stderr.write(fs.readFileSync(logFile));
    fs.rmSync(logFile);

    const ofJourneys = await totalsOfPhase("journeys", () =>
      totalsOfRunner("playwright", async (env) => walkJourneys(await prepared, [], env)),
    );
    return add(ofSources, ofVitest, ofBench, ofJourneys);
  });
  return conclude(totals);
});

/** A smoke: what it measures fails nothing, the totals it counts twice do. */
function bench(log) {
  const stdio = ["ignore", log, log];
  return totalsOfPhase("bench", async () => {
    const world = await openWorld(smallScale, stdio);
    return totalsOfRunner("bench", (totals) => measureOperations(world, { totals, stdio }));
  });
}
