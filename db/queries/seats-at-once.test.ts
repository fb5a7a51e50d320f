import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { importRosters } from "@/changes/imports/import-rosters";
import type { Result } from "@/domain/result";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { activate, attach, deactivate, detach, join, move, split } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { db } from "../client";
import { type Organization, owners } from "../schema";
import { readSnapshot } from "../snapshot";
import { findOrganization } from "./organizations";
import { listSeatDrift } from "./seat-drift";
import { findAccountUser } from "./seats";

const rounds = 4;
const stepsAtOnce = 16;

/** Four, and as many more as chance needs until every outcome in question has been there. */
const needsAnother = (round: number, outcomes: Set<string>, wanted: string[]) =>
  round < rounds || (round < 15 * rounds && wanted.some((one) => !outcomes.has(one)));

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

  const wanted = ["done", "preview_changed", "precondition_failed"];
  for (let round = 0; needsAnother(round, outcomes, wanted); round++) {
    await Promise.all(Array.from({ length: stepsAtOnce }, () => doAnyStep()));

    expect(await readSnapshot(listSeatDrift)).toEqual([]);
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(wanted));
}, 120_000);

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

  const wanted = ["join", "split", "activate", "importRoster"];
  for (let round = 0; needsAnother(round, outcomes, wanted); round++) {
    await Promise.all(Array.from({ length: stepsAtOnce }, () => doStep(anyOf(["join", ...Object.keys(steps)]))));
    expect(await readSnapshot(listSeatDrift)).toEqual([]);
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(wanted));
}, 120_000);

/** A roster of these members alone, who are activated. */
async function importRoster(organization: string, logins: string[]): Promise<Result<unknown>> {
  const content = Buffer.from(["login", ...new Set(logins)].join("\n"));
  const rosters = await readRosters([{ path: `${organization}.csv`, content }]);
  const options = { activate: "all", allowShrink: true, reason: "Roster" } as const;
  const actor = { kind: "cli", user: "tester" } as const;
  const data = await importRosters(actor, { rosters, ...options });
  return { ok: true, data, changeId: null };
}
