import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { importRosters } from "@/changes/imports/import-rosters";
import { confirmationOf } from "@/domain/confirmation";
import type { Result } from "@/domain/result";
import { readRosters } from "@/server/rosters/read-rosters";
import { findAccountUser } from "@/test/account-user";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { secondsOr } from "@/test/long-runs";
import { activate, attach, deactivate, detach, join, move, split } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { db } from "../client";
import type { Organization } from "../schema/organizations";
import { owners } from "../schema/people";
import { readSnapshot } from "../snapshot";
import { findOrganization } from "./organizations";
import { listSeatDrift } from "./seat-drift";

const seconds = secondsOr(0);
const rounds = 4;
/** So many that an outcome which has not been there by then does not come. */
const mostRounds = 400;
const stepsAtOnce = 16;

// However slow the machine is.
vi.setConfig({ testTimeout: (seconds + 240) * 1000 });

/** A few rounds, as many as a long run has time for, and then until every outcome in question has been there. */
async function walk(outcomes: Set<string>, wanted: string[], step: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  const isMissing = () => wanted.some((one) => !outcomes.has(one));
  for (let round = 0; round < rounds || Date.now() < end || (round < mostRounds && isMissing()); round++) {
    await Promise.all(Array.from({ length: stepsAtOnce }, step));
    expect(await readSnapshot(listSeatDrift)).toEqual([]);
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(wanted));
}

const anyOf = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!;

test("S14: whatever runs at the same time, no pool is oversold, no seat is lost and nobody sees a deadlock", async () => {
  await signInAs("account_rep");
  const accounts = [await createAccount({ planSeatCount: 3 }), await createAccount({ planSeatCount: 2 })];
  const people: Person[] = [];
  for (let person = 0; person < 6; person++) people.push(await createUser({ logins: person < 2 ? 2 : 1 }));
  const organizations: Organization[] = [];
  for (let place = 0; place < 5; place++) {
    const members = people.flatMap(({ owners }, person) => (person === place ? [] : [owners[place % owners.length]!]));
    organizations.push(await createOrganization(members, { isActivated: place === 4, account: accounts[place] }));
  }

  async function tryAnyStep(): Promise<Result<unknown>> {
    const [account, other] = Math.random() < 0.5 ? accounts : accounts.toReversed();
    const organization = await findOrganization(db, anyOf(organizations).id);
    const isHere = organization!.accountId === account!.id;
    const step = Math.random();
    if (organization!.accountId === null) return attach(account!, organization!);
    if (isHere && step < 0.05) return detach(account!, organization!);
    if (isHere && step < 0.1) return move(account!, other!, organization!);
    const person = anyOf(people);
    const isHolding = await findAccountUser(db, account!.id, person.id);
    return (isHolding ? deactivate : activate)(account!, person);
  }

  const outcomes = new Set<string>();

  /** As a person would: who sees other numbers than before looks again. */
  async function doAnyStep(looks = 3) {
    const result = await tryAnyStep();
    outcomes.add(result.ok ? "done" : result.error.code);
    for (const account of accounts) {
      const { usedSeatCount, planSeatCount } = await reloadAccount(account);
      expect(usedSeatCount).toBeLessThanOrEqual(planSeatCount);
    }
    if (!result.ok && result.error.code === "preview_changed" && looks > 1) await doAnyStep(looks - 1);
  }

  await walk(outcomes, ["done", "preview_changed", "precondition_failed"], () => doAnyStep());
});

test("S14: people are joined and split while they are activated, attached and imported, and nothing drifts", async () => {
  await signInAs("account_rep");
  const verifiedEmail = `${randomUUID()}@fernhollow.example`;
  // A split is a fact and goes beyond any pool: here the seats are counted, not the room for them.
  const accounts = [await createAccount({ overage: "allow" }), await createAccount({ overage: "allow" })];
  const people: Person[] = [];
  for (let person = 0; person < 4; person++) people.push(await createUser({ verifiedEmail, isStudent: person === 3 }));
  const logins = people.flatMap(({ owners }) => owners);
  const organizations: Organization[] = [];
  for (let place = 0; place < 4; place++) {
    const members = logins.filter((_, login) => login !== place);
    organizations.push(await createOrganization(members, { isActivated: place > 1, account: accounts[place] }));
  }

  /** As they are at this moment; another step may be quicker. */
  async function anyLogin() {
    const [owner] = await db
      .select()
      .from(owners)
      .where(eq(owners.id, anyOf(logins).id));
    return { id: owner!.userId, ownerId: owner!.id, login: owner!.login! };
  }

  const steps: Record<string, () => Promise<Result<unknown> | undefined>> = {
    async join() {
      const [one, other] = [await anyLogin(), await anyLogin()];
      return join(one, other);
    },
    async split() {
      const { id, ownerId } = await anyLogin();
      return split(id, ownerId);
    },
    activate: async () => activate(anyOf(accounts), await anyLogin()),
    deactivate: async () => deactivate(anyOf(accounts), await anyLogin()),
    async place() {
      const organization = (await findOrganization(db, anyOf(organizations).id))!;
      const account = accounts.find(({ id }) => id === organization.accountId);
      return account ? detach(account, organization) : attach(anyOf(accounts), organization);
    },
    async importRoster() {
      const [one, other] = [await anyLogin(), await anyLogin()];
      return importRoster(anyOf(organizations).login, [one.login, other.login]);
    },
  };

  const outcomes = new Set<string>();
  async function doStep(name: string, looks = 5) {
    const result = await steps[name]!();
    if (result?.ok === false && result.error.code === "preview_changed" && looks > 1) return doStep(name, looks - 1);
    if (result) outcomes.add(result.ok ? name : result.error.code);
  }

  const names = ["join", ...Object.keys(steps)];
  await walk(outcomes, ["join", "split", "activate", "importRoster"], () => doStep(anyOf(names)));
});

/** A roster of these members alone, who are activated. */
async function importRoster(organization: string, logins: string[]): Promise<Result<unknown>> {
  const content = Buffer.from(["login", ...new Set(logins)].join("\n"));
  const rosters = await readRosters([{ path: "roster.csv", organization, content }]);
  const options = { activate: "all", allowShrink: true, reason: "Roster" } as const;
  const actor = { kind: "cli", user: "tester" } as const;
  const data = await importRosters(actor, { rosters, ...options });
  return { ok: true, data, changeId: null, confirmation: confirmationOf("", []) };
}
