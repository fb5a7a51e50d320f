import "./node-version.mjs";
import { command } from "./children.mjs";
import { openTestServer } from "./database.mjs";
import { endToEnd } from "./end-to-end.mjs";
import { install } from "./install.mjs";
import { add, conclude, totalsOfPhase, totalsOfRunner } from "./totals.mjs";
import { verify } from "./verification.mjs";

await command(async () => {
  const totals = await totalsOfPhase(async () => {
    await install();
    const server = await openTestServer();
    return add(
      await totalsOfPhase(() => verify(server)),
      await totalsOfPhase(() => totalsOfRunner("playwright", (env) => endToEnd(server, [], env))),
    );
  });
  return conclude(totals);
});
