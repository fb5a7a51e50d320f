import { expect, test } from "vitest";
import type { Result } from "@/domain/result";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { activate, attach, deactivate, detach, move } from "@/test/seat-steps";
import { signInAs } from "@/test/sign-in";
import { db } from "../client";
import type { Organization } from "../schema";
import { readSnapshot } from "../snapshot";
import { findOrganization } from "./organizations";
import { findAccountUser, listSeatDrift } from "./seats";

const rounds = 4;
const stepsAtOnce = 16;

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

  for (let round = 0; round < rounds; round++) {
    await Promise.all(Array.from({ length: stepsAtOnce }, () => doAnyStep()));

    expect(await readSnapshot(listSeatDrift)).toEqual([]);
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(["done", "preview_changed", "precondition_failed"]));
});
