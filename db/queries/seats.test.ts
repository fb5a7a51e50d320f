import { randomUUID } from "node:crypto";
import { asc, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  closeAccount,
  reopenAccount,
  setAccountActive,
  setAccountInactive,
} from "@/app/(console)/accounts/[accountId]/actions";
import {
  attachOrganizations,
  detachOrganization,
  moveOrganization,
} from "@/app/(console)/accounts/[accountId]/organizations/actions";
import { activatePerson, deactivatePerson } from "@/app/(console)/accounts/[accountId]/people/actions";
import { changeSeatPlan } from "@/app/(console)/accounts/[accountId]/seats/actions";
import { splitPerson } from "@/app/(console)/people/[userId]/split/actions";
import { joinPeople } from "@/app/(console)/people/suggestions/actions";
import { DomainError } from "@/domain/errors";
import { collapseRosters, unsaid } from "@/domain/rosters";
import { overages } from "@/domain/seats";
import { importRosters } from "@/server/rosters/import-rosters";
import { createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import * as model from "@/test/seat-model";
import { signInAs } from "@/test/sign-in";
import { auditedTransaction } from "../audited-transaction";
import { db } from "../client";
import { type Account, accounts, memberships, type Organization, owners as ownersTable } from "../schema";
import { listSeatDrift } from "./seats";

const reason = "A random history";

/** Whose login each is: two of the six people have two. */
const personOfLogin = [0, 0, 1, 2, 3, 4, 4, 5];

const account = fc.constantFrom(0, 1);
const organization = fc.constantFrom(0, 1, 2, 3);
const login = fc.constantFrom(...personOfLogin.keys());
const blankOrMark = fc.option(fc.boolean());
const line = fc.record({ login, isActivated: blankOrMark, isStudent: blankOrMark, isBot: blankOrMark });

const steps = {
  attach: fc.record({ account, organizations: fc.uniqueArray(organization, { minLength: 1 }) }),
  detach: fc.record({ organization }),
  move: fc.record({ organization, account }),
  setActivation: fc.record({ login, account, organization: fc.option(organization), isActivated: fc.boolean() }),
  importRoster: fc.record({
    organization,
    lines: fc.uniqueArray(line, { minLength: 1, selector: (line) => line.login }),
  }),
  join: fc.record({ login, other: login }),
  split: fc.record({ login }),
  changeSeats: fc.record({ account, planSeatCount: fc.nat(6), overage: fc.constantFrom(...overages) }),
  setState: fc.record({ account, state: fc.constantFrom("active" as const, "inactive" as const, "closed" as const) }),
};
type Steps = { [Kind in keyof typeof steps]: (typeof steps)[Kind] extends fc.Arbitrary<infer Facts> ? Facts : never };

const anyStep = fc.oneof(
  ...Object.entries(steps).map(([kind, facts]) => fc.record({ kind: fc.constant(kind), facts })),
) as fc.Arbitrary<{ [Kind in keyof Steps]: { kind: Kind; facts: Steps[Kind] } }[keyof Steps]>;

const start = fc.record({
  accounts: fc.array(fc.record({ planSeatCount: fc.nat(4), overage: fc.constantFrom(...overages) }), {
    minLength: 2,
    maxLength: 2,
  }),
  /** By login: no member, or one who is activated or not. */
  organizations: fc.array(
    fc.record({ account: fc.option(account), members: fc.tuple(...personOfLogin.map(() => blankOrMark)) }),
    { minLength: 4, maxLength: 4 },
  ),
});
type Start = typeof start extends fc.Arbitrary<infer Facts> ? Facts : never;

type Answer = { ok: true } | { ok: false; error: { code: string } };
/** What the model expects of a step, and the step itself; undefined where there is nothing to do. */
type Attempt = (model.Outcome & { run: () => Promise<Answer> }) | undefined;

/** The world of the model in the database, where nobody else is in it, and how each step is done to it. */
async function createWorld({ accounts: seatPlans, organizations: memberLists }: Start) {
  const created: Account[] = [];
  for (const seatPlan of seatPlans) created.push(await createAccount(seatPlan));
  const accountIds = created.map(({ id }) => id);
  const people: Person[] = [];
  // One verified e-mail of them all: any two may turn out to be one.
  const verifiedEmail = `${randomUUID()}@fernhollow.example`;
  for (const person of new Set(personOfLogin)) {
    people.push(await createUser({ logins: personOfLogin.filter((owner) => owner === person).length, verifiedEmail }));
  }
  const owners = people.flatMap((person) => person.owners);
  const organizations: Organization[] = [];
  for (const { account, members } of memberLists) {
    const ownersWho = (isActivated: boolean) => owners.filter((_, login) => members[login] === isActivated);
    const organization = await createOrganization(ownersWho(true), { account: created[account ?? -1] });
    organizations.push(organization);
    const rows = ownersWho(false).map(({ id }) => ({
      organizationId: organization.id,
      ownerId: id,
      role: "member" as const,
    }));
    if (rows.length > 0) await db.insert(memberships).values(rows);
  }

  const world: model.World = {
    accounts: seatPlans.map((seatPlan) => ({ ...seatPlan, state: "active" })),
    organizations: memberLists.map(({ account, members }) => ({
      account: account ?? undefined,
      members: new Map(
        members.flatMap((isActivated, login) => (isActivated === null ? [] : [[login, { isActivated }] as const])),
      ),
    })),
    logins: personOfLogin.map((person) => ({ person, isStudent: false, isBot: false, cameWith: [] })),
  };

  const attempts: { [Kind in keyof Steps]: (world: model.World, facts: Steps[Kind]) => Attempt } = {
    attach(world, { account, organizations: places }) {
      const free = places.filter((place) => world.organizations[place]!.account === undefined);
      if (free.length === 0) return undefined;
      const { expected, ...outcome } = model.attach(world, account, free);
      const organizationIds = free.map((place) => organizations[place]!.id);
      const { planSeatCount } = world.accounts[account]!;
      const input = { accountId: accountIds[account]!, organizationIds, planSeatCount, expected, reason };
      return { ...outcome, run: () => attachOrganizations(input) };
    },

    detach(world, { organization }) {
      const { account } = world.organizations[organization]!;
      if (account === undefined) return undefined;
      const { expected, ...outcome } = model.detach(world, account, organization);
      const input = { accountId: accountIds[account]!, organizationId: organizations[organization]!.id };
      return { ...outcome, run: () => detachOrganization({ ...input, expected, reason }) };
    },

    move(world, { organization, account: to }) {
      const { account: from } = world.organizations[organization]!;
      if (from === undefined || from === to) return undefined;
      const { expected: leaving } = model.detach(world, from, organization);
      const expectedFrom = { ...leaving, total: world.accounts[from]!.planSeatCount };
      const { expected: expectedTo, ...outcome } = model.attach(world, to, [organization]);
      const input = {
        accountId: accountIds[from]!,
        organizationId: organizations[organization]!.id,
        toAccountId: accountIds[to]!,
      };
      return { ...outcome, run: () => moveOrganization({ ...input, expectedFrom, expectedTo, reason }) };
    },

    setActivation(world, { account, login, organization, isActivated }) {
      const attached = model.organizationsOf(world, account);
      const scope = attached.filter((place) => organization === null || place === organization);
      const { person } = world.logins[login]!;
      const { expected, ...outcome } = model.setActivation(world, {
        account,
        person,
        organizations: scope,
        isActivated,
      });
      if (expected.memberships === 0) return undefined;
      const input = {
        accountId: accountIds[account]!,
        organizationId: organization === null ? undefined : organizations[organization]!.id,
        expected,
        reason,
      };
      const step = isActivated ? activatePerson : deactivatePerson;
      return { ...outcome, run: async () => step({ ...input, userId: await userIdOf(login) }) };
    },

    importRoster(world, { organization, lines }) {
      const file = "roster.csv";
      const organizationLogin = organizations[organization]!.login;
      const rows = lines.map(({ login, ...marks }, index) => ({
        file,
        line: index + 2,
        organization: organizationLogin,
        login: owners[login]!.login,
        role: "member" as const,
        ...unsaid,
        ...marks,
      }));
      const rosters = collapseRosters([
        { file, organizations: [{ login: organizationLogin, line: 2 }], rows, plans: [], skippedRows: [] },
      ]);
      const options = { activate: "none", allowShrink: true, reason } as const;
      const actor = { kind: "cli", user: "tester" } as const;
      const run = () =>
        auditedTransaction(actor, ["roster.import", "person.join"], (tx) => importRosters(tx, rosters, options));
      return { ...model.importRoster(world, organization, lines), run: () => answerOf(run) };
    },

    join(world, { login, other }) {
      const [staying, going] = [world.logins[login]!.person, world.logins[other]!.person];
      if (staying === going) return undefined;
      const { groups, effects, ...outcome } = model.join(world, staying, going);
      const expected = numbersOf(groups, effects);
      return {
        ...outcome,
        run: async () =>
          joinPeople({ stayingId: await userIdOf(login), goingId: await userIdOf(other), expected, reason }),
      };
    },

    split(world, { login }) {
      const { groups, effects, ...outcome } = model.split(world, login);
      const expected = numbersOf(groups, effects);
      const ownerId = owners[login]!.id;
      return { ...outcome, run: async () => splitPerson({ userId: await userIdOf(login), ownerId, expected, reason }) };
    },

    changeSeats(world, { account, planSeatCount, overage }) {
      const current = world.accounts[account]!;
      if (current.planSeatCount === planSeatCount && current.overage === overage) return undefined;
      const { used, ...outcome } = model.changeSeats(world, account, planSeatCount, overage);
      const terms = { plan: "users-enterprisem", planSeatCount, freeSeatCount: 0, overage };
      const before = { ...terms, planSeatCount: current.planSeatCount, overage: current.overage, used };
      const expected = { ...before, unitPriceCents: null, priceBefore: null, priceAfter: null };
      return {
        ...outcome,
        run: () => changeSeatPlan({ accountId: accountIds[account]!, ...terms, unitPriceCents: "", expected, reason }),
      };
    },

    setState(world, { account, state }) {
      const { state: current } = world.accounts[account]!;
      const accountId = accountIds[account]!;
      if (current === state || (current === "closed" && state === "inactive")) return undefined;
      if (state === "closed") {
        const { expected, ...outcome } = model.close(world, account);
        return { ...outcome, run: () => closeAccount({ accountId, expected, reason }) };
      }
      const after = structuredClone(world);
      after.accounts[account]!.state = state;
      const step = state === "inactive" ? setAccountInactive : current === "closed" ? reopenAccount : setAccountActive;
      return { after, isAllowed: true, run: () => step({ accountId, reason }) };
    },
  };

  async function userIdOf(login: number): Promise<number> {
    const [owner] = await db.select().from(ownersTable).where(eq(ownersTable.id, owners[login]!.id));
    return owner!.userId;
  }

  /** As a preview carries them: the owners of each person, those of the older owner first, and every account. */
  function numbersOf(groups: number[][], effects: ReturnType<typeof model.join>["effects"]) {
    const ids = groups.map((logins) => logins.map((login) => owners[login]!.id).sort((a, b) => a - b));
    const sorted = ids.sort(([a = 0], [b = 0]) => a - b);
    const named = effects.map(({ account, ...counts }) => ({ id: accountIds[account]!, counts }));
    return {
      logins: sorted.map((group) => group.join("+")).join(" "),
      accounts: named
        .map(({ id }) => id)
        .sort()
        .join(" "),
      ...Object.fromEntries(
        named.flatMap(({ id, counts }) => Object.entries(counts).map(([name, count]) => [`${id} ${name}`, count])),
      ),
    };
  }

  async function storedCounts() {
    const rows = await db.select().from(accounts).where(inArray(accounts.id, accountIds)).orderBy(asc(accounts.id));
    return accountIds.map((accountId) => rows.find(({ id }) => id === accountId));
  }

  return { world, attempts, storedCounts };
}

async function answerOf(run: () => Promise<unknown>): Promise<Answer> {
  try {
    await run();
    return { ok: true };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ok: false, error: { code: error.code } };
  }
}

test("after any history of steps the seats are those of a count from nothing, and only the seat rules refuse", async () => {
  await signInAs("account_rep");
  const seen = { done: 0, refused: 0 };
  const kindsDone = new Set<string>();

  const property = fc.asyncProperty(
    start,
    fc.array(anyStep, { minLength: 10, maxLength: 20 }),
    async (start, history) => {
      const { attempts, storedCounts, ...created } = await createWorld(start);
      let { world } = created;
      for (const { kind, facts } of history) {
        const attempt = (attempts[kind] as (world: model.World, facts: unknown) => Attempt)(world, facts);
        if (!attempt) continue;

        const { after, isAllowed, run } = attempt;
        const refusal = { ok: false, error: { code: "precondition_failed" } };
        expect(await run()).toMatchObject(isAllowed ? { ok: true } : refusal);
        if (isAllowed) world = after;
        if (isAllowed) kindsDone.add(kind);
        seen[isAllowed ? "done" : "refused"] += 1;
        expect(await storedCounts()).toMatchObject(world.accounts.map((_, place) => model.countsOf(world, place)));
      }
      expect(await listSeatDrift(db)).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 20 });

  expect(seen.done).toBeGreaterThan(0);
  expect(seen.refused).toBeGreaterThan(0);
  expect(kindsDone).toEqual(new Set(Object.keys(steps)));
}, 120_000);
