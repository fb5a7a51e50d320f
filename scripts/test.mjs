import "./node-version.mjs";
import { openWorld, smallScale } from "./bench-world.mjs";
import { measureOperations } from "./benchmark.mjs";
import { command } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { endToEnd } from "./end-to-end.mjs";
import { install } from "./install.mjs";
import { say } from "./project.mjs";
import { add, conclude, totalsOfPhase, totalsOfRunner } from "./totals.mjs";
import { verify } from "./verification.mjs";

await command(async () => {
  const totals = await totalsOfPhase(async () => {
    await install();
    const server = await openTestServer();
    return add(
      add(await totalsOfPhase(() => verify(server)), await totalsOfPhase(bench)),
      await totalsOfPhase(() => totalsOfRunner("playwright", (env) => endToEnd(server, [], env))),
    );
  });
  return conclude(totals);
});

/** A smoke: what it measures fails nothing, the totals it counts twice do. */
function bench() {
  say("bench on the small world");
  return totalsOfRunner("bench", async (env) => measureOperations(await openWorld(smallScale), env));
}
