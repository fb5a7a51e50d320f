import { expect, test } from "vitest";
import {
  attachOrganizations,
  detachOrganization,
  moveOrganization,
} from "@/app/(console)/accounts/[accountId]/organizations/actions";
import { activatePerson, deactivatePerson } from "@/app/(console)/accounts/[accountId]/people/actions";
import { attachNumbers, planAttach } from "@/domain/organizations";
import { activationNumbers, planActivation, planDeactivation } from "@/domain/people";
import type { Result } from "@/domain/result";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { db } from "../client";
import type { Account, Organization } from "../schema";
import { readSnapshot } from "../snapshot";
import { findActivationFacts } from "./activations";
import { findOrganization } from "./organizations";
import { countAttach, countDetach, listSeatDrift } from "./seats";

const reason = "Everyone at once";
const rounds = 6;
const stepsAtOnce = 16;

type Step = () => Promise<Result<unknown>>;

const anyOf = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!;

/** The numbers are those of the moment, as a preview shows them; who comes first is decided after that. */
async function prepareAttach(account: Account, organization: Organization): Promise<Step> {
  const { id: accountId, planSeatCount } = account;
  const counts = await countAttach(db, accountId, [organization.id]);
  const expected = attachNumbers(planAttach(await reloadAccount(account), counts, planSeatCount));
  return () => attachOrganizations({ accountId, organizationIds: [organization.id], planSeatCount, expected, reason });
}

async function prepareDetach(account: Account, { id: organizationId }: Organization): Promise<Step> {
  const expected = await countDetach(db, account.id, [organizationId]);
  return () => detachOrganization({ accountId: account.id, organizationId, expected, reason });
}

async function prepareMove(from: Account, to: Account, organization: Organization): Promise<Step> {
  const organizationId = organization.id;
  const counts = await countAttach(db, to.id, [organizationId]);
  const expectedTo = attachNumbers(planAttach(await reloadAccount(to), counts, to.planSeatCount));
  const expectedFrom = { ...(await countDetach(db, from.id, [organizationId])), total: from.planSeatCount };
  const input = { accountId: from.id, toAccountId: to.id, organizationId };
  return () => moveOrganization({ ...input, expectedFrom, expectedTo, reason });
}

async function prepareActivation(account: Account, { id: userId }: Person): Promise<Step | undefined> {
  const scope = { accountId: account.id, userId };
  const facts = await findActivationFacts(db, scope);
  if (!facts) return undefined;
  if (facts.inactiveMemberships === 0) {
    const expected = activationNumbers(planDeactivation(facts));
    return () => deactivatePerson({ ...scope, expected, reason });
  }
  const expected = activationNumbers(planActivation(await reloadAccount(account), facts));
  return () => activatePerson({ ...scope, expected, reason });
}

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

  async function prepareAnyStep(): Promise<Step | undefined> {
    const [account, other] = Math.random() < 0.5 ? accounts : accounts.toReversed();
    if (Math.random() < 0.6) return prepareActivation(account!, anyOf(people));

    const organization = await findOrganization(db, anyOf(organizations).id);
    if (organization!.accountId === null) return prepareAttach(account!, organization!);
    const [home, elsewhere] = organization!.accountId === account!.id ? [account!, other!] : [other!, account!];
    return Math.random() < 0.5 ? prepareDetach(home, organization!) : prepareMove(home, elsewhere, organization!);
  }

  /** As a person would: who sees other numbers than before looks again. */
  async function doAnyStep(looks = 3): Promise<string> {
    const result = await (await prepareAnyStep())?.();
    if (!result) return "nothing to do";
    if (!result.ok && result.error.code === "preview_changed" && looks > 1) return doAnyStep(looks - 1);
    return result.ok ? "done" : result.error.code;
  }

  const outcomes = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const told = await Promise.all(Array.from({ length: stepsAtOnce }, () => doAnyStep()));
    for (const outcome of told) outcomes.add(outcome);

    for (const account of accounts) {
      const { usedSeatCount, planSeatCount } = await reloadAccount(account);
      expect(usedSeatCount).toBeLessThanOrEqual(planSeatCount);
    }
    expect(await readSnapshot(listSeatDrift)).toEqual([]);
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(["done", "preview_changed", "precondition_failed"]));
});
