import "./wide-pool";

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { secondsOr } from "../long-runs";
import { signInAs } from "../sign-in";
import { BusyWorld, factsReason, gaveUp } from "./busy-world";
import { connections } from "./wide-pool";

const seconds = secondsOr(6);
/** Enough for each kind of step to come and to be refused. */
const fewest = 300;

test(
  "S14: steps of all kinds over 32 connections oversell no pool, lose no seat and fail nobody",
  async () => {
    await signInAs("account_rep");
    const world = await BusyWorld.create();
    const end = Date.now() + seconds * 1000;
    const outcomes: string[] = [];

    async function keepBusy() {
      while (Date.now() < end || outcomes.length < fewest) outcomes.push(await world.doAnyStep());
    }
    const ended = await Promise.allSettled(Array.from({ length: connections }, keepBusy));
    expect(ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []))).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === gaveUp).length).toBeLessThan(outcomes.length / 100);
    expect(outcomes).toEqual(expect.arrayContaining(["activate", "place", "grantByImport", "importFacts", "mark"]));
    expect(outcomes.some((outcome) => outcome.endsWith("precondition_failed"))).toBe(true);

    expect(await listOversold(world)).toEqual([]);
    expect(await listGaps(world)).toEqual([]);
    expect(await checkSeats()).toEqual({
      output: `${world.accounts.length} accounts checked: the ledger agrees with the memberships.\n`,
      code: 0,
    });
  },
  (seconds + 300) * 1000,
);

/**
 * Of accounts that block overage the moments at which used rose beyond the total, or the total fell below used. Only
 * facts may: a mark, a join undone, a roster that grants nothing.
 */
async function listOversold({ accounts }: BusyWorld) {
  const blocking = accounts.filter(({ overage }) => overage === "block").map(({ id }) => id);
  return db.execute(sql`
    with level as (
      select account_id, change_id, used_seat_count as used, total_seat_count as total,
        lag(used_seat_count) over history as used_before, lag(total_seat_count) over history as total_before
      from seat_changes
      where account_id = any(${sql.param(blocking)}::text[])
      window history as (partition by account_id order by at, id)
    )
    select level.*, array(select action || ': ' || reason from audit_log a where a.change_id = level.change_id) as why
    from level
    where used > total and (used > used_before or total < total_before) and not exists (
      select from audit_log a
      where a.change_id = level.change_id
        and (a.action in ('person.mark', 'person.join', 'person.split') or a.reason = ${factsReason})
    )`);
}

/** Where a change did not begin with the used seats with which the one before it ended, by the audit log. */
async function listGaps({ accounts }: BusyWorld) {
  return db.execute(sql`
    with level as (
      select account_id, change_id, used_seat_count as used,
        lag(used_seat_count) over (partition by account_id order by at, id) as used_before
      from seat_changes
      where account_id = any(${sql.param(accounts.map(({ id }) => id))}::text[])
    )
    select level.*, a.action, a.before, a.after
    from level
    join audit_log a on a.change_id = level.change_id and a.account_id = level.account_id
    where (a.before ->> 'usedSeats')::int <> used_before or (a.after ->> 'usedSeats')::int <> used`);
}

/** As `npm run check:seats` runs it, on the database of this file. */
async function checkSeats() {
  const child = spawn(process.execPath, ["scripts/machine/with-database.mjs", "scripts/check-seats.ts"]);
  const exited = new Promise((resolve) => child.once("close", resolve));
  const [output, code] = await Promise.all([text(child.stdout), exited]);
  return { output, code };
}
