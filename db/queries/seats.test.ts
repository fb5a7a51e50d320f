import { randomInt } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { histories, kindsOfSteps } from "@/test/seat-commands";
import { createWorld, start } from "@/test/seat-world";
import { signInAs } from "@/test/sign-in";

// `SEAT_HISTORY_SECONDS=600 npm run verify -- db/queries/seats.test.ts` looks longer, and a failure names the seed with
// which `SEAT_HISTORY_SEED` begins at the same histories.
// biome-ignore lint/style/noProcessEnv: this test's alone, nothing of the product reads it
const seconds = Number(process.env.SEAT_HISTORY_SECONDS || 30);
// biome-ignore lint/style/noProcessEnv: as above
const firstSeed = Number(process.env.SEAT_HISTORY_SEED || randomInt(2 ** 31));

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

    const begun = Date.now();
    const isEnough = () => Date.now() > begun + seconds * 1000 && wanted.every((kind) => seen.has(kind));
    for (let seed = firstSeed; !isEnough() && Date.now() < begun + seconds * 1000 + latest; seed++)
      await fc.assert(property, { seed, numRuns: 5, interruptAfterTimeLimit: longest });
    expect([...seen]).toEqual(expect.arrayContaining(wanted));
  },
  seconds * 1000 + latest + longest,
);
