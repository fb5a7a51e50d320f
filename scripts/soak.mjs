import "./machine/node-version.mjs";
import { command } from "./machine/children.mjs";
import { openTestServer } from "./machine/database.mjs";
import { prepareJourneys, walkJourneys } from "./machine/end-to-end.mjs";
import { install } from "./machine/install.mjs";
import { say } from "./machine/project.mjs";
import { Refusal } from "./machine/refusal.mjs";
import { add, conclude, noTests, totalsOfPhase, totalsOfRunner } from "./machine/totals.mjs";
import { vitest } from "./machine/verification.mjs";

const usualRounds = 20;
/** Of each long run, unless `SOAK_SECONDS` says otherwise. */
const usualSeconds = "600";

/** The long runs once, then the whole suite over and over: what fails by chance shows how often it does. */
await command(async () => {
  const rounds = roundsFrom(process.argv.slice(2));
  await install();
  const server = await openTestServer();
  say("long runs");
  const SOAK_SECONDS = process.env.SOAK_SECONDS || usualSeconds;
  const all = [await byVitest(server, { SOAK_SECONDS })];
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    all.push(await byVitest(server, { SOAK_SECONDS: "" }), await byJourneys(server));
  }
  const { files, ...totals } = add(noTests, ...all);
  sayHowOften(totals.failures, rounds);
  return conclude({ ...totals, skipped: [], files: slowestOfEach(files) });
});

function roundsFrom([word = String(usualRounds), ...others]) {
  if (others.length > 0 || !/^\d+$/.test(word)) {
    throw new Refusal("Name how many rounds the suite is run, and nothing else: npm run soak -- 20");
  }
  return Number(word);
}

function byVitest(server, seconds) {
  return totalsOfPhase("vitest", () => totalsOfRunner("vitest", (env) => vitest(server, [], { ...seconds, ...env })));
}

function byJourneys(server) {
  return totalsOfPhase("journeys", () =>
    totalsOfRunner("playwright", async (env) => walkJourneys(await prepareJourneys(server), [], env)),
  );
}

function sayHowOften(failures, rounds) {
  const times = new Map();
  for (const failure of failures) times.set(failure, (times.get(failure) ?? 0) + 1);
  console.log(times.size === 0 ? "Nothing failed." : `What failed how often, in the long runs and ${rounds} rounds:`);
  for (const [failure, count] of [...times].sort(([, one], [, other]) => other - one)) {
    console.log(`${String(count).padStart(4)} ×  ${failure}`);
  }
}

function slowestOfEach(files) {
  const slowest = new Map();
  for (const { file, seconds } of files) slowest.set(file, Math.max(seconds, slowest.get(file) ?? 0));
  return [...slowest].map(([file, seconds]) => ({ file, seconds }));
}
