import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importRosters } from "@/changes/imports/import-rosters";
import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { detachOrganizations } from "@/changes/organizations/detach-organizations";
import { activatePeople } from "@/changes/people/activate-people";
import { deactivatePeople } from "@/changes/people/deactivate-people";
import { db } from "@/db/client";
import { findAccount } from "@/db/queries/accounts";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { number, readRows, text } from "@/db/rows";
import { anyPreview } from "@/domain/preview";
import { readRosters } from "@/server/rosters/read-rosters";
import { see } from "@/test/confirm";
import * as fromScratch from "./from-scratch";
import { findLandmarks, type Landmarks } from "./landmarks";
import { addMeasured, measureFor, measureScratch, printMeasured, timeOf } from "./measuring";
import { listRosterRows, rosterOf } from "./roster";

const reason = "Measured";
const actor = { kind: "staff", id: "bench", email: "bench@console.example", role: "account_rep" } as const;

let world: Landmarks;
beforeAll(async () => {
  world = await findLandmarks();
  if (world.scale < 1 / 100) measureFor(50);
});
afterAll(() => printMeasured("Changing"));

const usedSeats = async (accountId: string) => (await findAccount(db, accountId))!.usedSeatCount;

test("attach and detach", async () => {
  const { large: accountId, prospect } = world;
  const [attaching, detaching] = [[] as number[], [] as number[]];
  for (let run = 0; run < 4; run++) {
    const { planSeatCount } = (await findAccount(db, accountId))!;
    const attach = { accountId, organizationIds: [prospect.id], planSeatCount };
    const { plan, preview } = await see(attachOrganizations, attach);
    attaching.push(await timeOf(() => attachOrganizations(actor, { ...attach, preview, reason })));
    if (run === 0) {
      expect(await usedSeats(accountId)).toBe(plan.usedAfter);
      await measureScratch("attach", fromScratch.seatsOf(accountId), plan.usedAfter);
    }

    const detach = { accountId, organizationIds: [prospect.id] };
    const shown = await see(detachOrganizations, detach);
    detaching.push(await timeOf(() => detachOrganizations(actor, { ...detach, preview: shown.preview, reason })));
  }
  const members = prospect.members.toLocaleString("en-US");
  const scratchTimes = await measureScratch("detach", fromScratch.seatsOf(accountId), await usedSeats(accountId));
  addMeasured({ name: `attach ${members} to the large account`, times: attaching, budget: 1500, scratchTimes });
  addMeasured({ name: `detach ${members} from the large account`, times: detaching, budget: 1500, scratchTimes });
});

type Member = { accountId: string; userId: number };

/** Activated members of these accounts, so many of each. */
async function listMembers(accountIds: string[], count: number): Promise<Member[]> {
  const query = sql`
    select here.account_id, here.user_id
    from unnest(${sql.param(accountIds)}::text[]) as a (id)
    cross join lateral (
      select account_id, user_id from account_users where account_id = a.id and kind = 'seat' order by user_id limit ${count}
    ) here`;
  return readRows(db, { accountId: text, userId: number }, query);
}

/** As pages, imports and commands do it, without the preview of a page. */
function activate({ accountId, userId }: Member) {
  const asked = { accountId, userIds: [userId], mode: "all" as const };
  return timeOf(() => activatePeople(actor, { ...asked, preview: anyPreview, reason }));
}

function deactivate({ accountId, userId }: Member) {
  return timeOf(() => deactivatePeople(actor, { accountId, userIds: [userId], preview: anyPreview, reason }));
}

test("activate one", async () => {
  for (const size of ["large", "ordinary"] as const) {
    const accountId = world[size];
    const [deactivating, activating] = [[] as number[], [] as number[]];
    for (const member of await listMembers([accountId], 30)) {
      deactivating.push(await deactivate(member));
      activating.push(await activate(member));
    }
    const scratchTimes = await measureScratch("activate", fromScratch.seatsOf(accountId), await usedSeats(accountId));
    addMeasured({ name: `deactivate one, ${size} account`, times: deactivating, budget: 5 });
    addMeasured({ name: `activate one, ${size} account`, times: activating, budget: 5, scratchTimes });
  }
});

const callers = 16;

/** Each caller takes one person after the other. */
async function stepTogether(where: string, members: Member[]): Promise<void> {
  const left = [...members];
  const times: number[] = [];
  async function caller() {
    for (let member = left.pop(); member; member = left.pop()) {
      times.push(await deactivate(member));
      times.push(await activate(member));
    }
  }
  const total = await timeOf(() => Promise.all(Array.from({ length: callers }, caller)));
  const perSecond = Math.round((times.length * 1_000) / total);
  addMeasured({ name: `16 connections at once in ${where}: ${perSecond} a second`, times, budget: undefined });
}

test("activate with 16 connections at once", async () => {
  const query = sql`
    select id from accounts
    where is_active and used_seat_count between 3 and 200 and used_seat_count + 3 < plan_seat_count
    order by id limit 100`;
  const some = await readRows(db, { id: text }, query);
  const accountIds = some.map(({ id }) => id);
  await stepTogether("many accounts", await listMembers(accountIds, 2));
  await stepTogether("one account", await listMembers([world.large], 100));
});

test("roster import", async () => {
  const { roster, large, scale } = world;
  const people = Math.round(10_000 * scale);
  const known = await listRosterRows(roster.id);
  const files = (offset: number) => [rosterOf(roster.login, known, people, offset)];
  const [reading, importing] = [[] as number[], [] as number[]];
  for (let run = 0; run < 3; run++) {
    let rosters = await readRosters(files(0));
    reading.push(await timeOf(async () => (rosters = await readRosters(files(run * people)))));
    importing.push(
      await timeOf(() =>
        importRosters({ kind: "cli", user: "bench" }, { rosters, activate: "none", allowShrink: true, reason }),
      ),
    );
  }
  const scratchTimes = await measureScratch("import", fromScratch.seatsOf(large), await usedSeats(large));
  const name = `roster of ${people.toLocaleString("en-US")}`;
  addMeasured({ name: `${name}, read`, times: reading, budget: undefined });
  addMeasured({ name: `${name}, imported`, times: importing, budget: undefined, scratchTimes });
});

test("after all of it the ledger agrees with the memberships", async () => {
  const times: number[] = [];
  times.push(
    await timeOf(async () => {
      expect(await listSeatDrift(db)).toEqual([]);
    }),
  );
  addMeasured({ name: "everything counted again (check:seats)", times, budget: undefined });
});
