import { randomInt } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { secondsOr } from "@/test/long-runs";
import { histories, kindsOfSteps } from "@/test/seat-commands";
import { createWorld, start } from "@/test/seat-world";
import { signInAs } from "@/test/sign-in";

const seconds = secondsOr(8);
/** Each kind of step and of refusal has come after ten or so. */
const fewestHistories = 15;

// A failure names the seed with which `SEAT_HISTORY_SEED` begins at the same histories.
// biome-ignore lint/style/noProcessEnv: this test's alone, nothing of the product reads it
const firstSeed = Number(process.env.SEAT_HISTORY_SEED || randomInt(2 ** 31));

const numRuns = 5;

/** Of a few histories, and of making the one that fails shorter. */
const longest = 120_000;

/** What random histories must have come to, however slow the machine is. */
const wanted = [...kindsOfSteps, "attach refused", "importRosters refused", "changeSeats refused"];
const latest = 240_000;

test(
  "after any history of steps the seats are those of a count from nothing, and only the seat rules refuse",
  async () => {
    await signInAs("account_rep");
    const seen = new Set<string>();
    const property = fc.asyncProperty(start, histories(seen), async (start, history) => {
      const { world, real } = await createWorld(start);
      await fc.asyncModelRun(() => ({ model: { world }, real }), history);
    });

    const end = Date.now() + seconds * 1000;
    let walked = 0;
    const isEnough = () => Date.now() > end && walked >= fewestHistories && wanted.every((kind) => seen.has(kind));
    for (let seed = firstSeed; !isEnough() && Date.now() < end + latest; seed++, walked += numRuns)
      await fc.assert(property, { seed, numRuns, interruptAfterTimeLimit: longest });
    expect(walked).toBeGreaterThanOrEqual(fewestHistories);
    expect([...seen]).toEqual(expect.arrayContaining(wanted));
  },
  seconds * 1000 + latest + longest,
);
