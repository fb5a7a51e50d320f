import type { Tx } from "@/db/executor";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { type ActivatedPerson, listActivatedIn, type Weighed } from "@/db/queries/activations";
import { listOrganizationsById } from "@/db/queries/organizations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import type { AuditFact } from "@/db/schema/audit-log";
import { type StepNumbers, type StepOutcome, selectionLimit } from "@/domain/activation";
import type { AuditFacts } from "@/domain/audit-log";
import type { ListedPeople } from "@/domain/input/activation";
import { accountPersonStatusNames } from "@/domain/people";
import { ofAccount, ofOrganization, ofPerson } from "../audit";

type Verb = "person.activate" | "person.deactivate";

type Step<Action extends Verb> = {
  action: Action;
  scope: ActivationScope;
  /** The filters with which the people were chosen, if they were not named. */
  listed?: ListedPeople;
  plan: StepNumbers;
  /** The people whose activation changes. */
  changing: readonly number[];
  /** The people who get an entry of their own in the audit log, as they are before the step. */
  people: readonly ActivatedPerson[];
};

/** The people whom a step names, or else the people it changes. No one if there are too many to name. */
export async function listNamed(
  tx: Tx,
  { accountId, userIds }: ActivationScope,
  { outcomes, changing }: Weighed<StepOutcome>,
): Promise<ActivatedPerson[]> {
  if (userIds) return listActivatedIn(tx, accountId, [...outcomes.keys()]);
  return changing.length <= selectionLimit ? listActivatedIn(tx, accountId, changing) : [];
}

/**
 * Finishes a step whose memberships are written: it updates the ledger and gives an entry for each person named. A step
 * on a list of people has one more entry, with the counts. If thousands of people change, that entry stands for all of
 * them, because thousands of entries would bury every other change in the log.
 */
export async function finishStep<Action extends Verb>(tx: Tx, step: Step<Action>): Promise<AuditFact<Action>[]> {
  const { action, plan, changing, people } = step;
  const { accountId } = step.scope;
  await updateLedger(tx, [accountId], peopleById(changing));

  const isChanged = new Set(changing);
  const named = people.filter(({ userId }) => isChanged.has(userId));
  const namedIds = named.map(({ userId }) => userId);
  const after = new Map((await listActivatedIn(tx, accountId, namedIds)).map((person) => [person.userId, person]));
  const entries = named.map(({ userId, name, activatedIn }) => ({
    action,
    ...ofPerson(userId, accountId),
    before: { name, activatedIn, usedSeats: plan.usedBefore },
    after: { name, activatedIn: after.get(userId)?.activatedIn ?? null, usedSeats: plan.usedAfter },
  }));
  return [...(await wholeEntries(tx, step)), ...entries];
}

async function wholeEntries<Action extends Verb>(
  tx: Tx,
  { action, scope, listed, plan }: Step<Action>,
): Promise<AuditFact<Action>[]> {
  const { accountId, organizationId, userIds, isWaiting } = scope;
  if (userIds || isWaiting) return [];
  const word = action === "person.activate" ? "peopleActivated" : "peopleDeactivated";
  const before = { usedSeats: plan.usedBefore };
  const after = {
    usedSeats: plan.usedAfter,
    [word]: plan.changed,
    leftOut: plan.leftOut,
    ...(listed && listedFacts(listed)),
  };
  if (organizationId === undefined) return [{ action, ...ofAccount(accountId), before, after }];
  return (await listOrganizationsById(tx, [organizationId])).map(({ id, login }) => ({
    action,
    ...ofOrganization(id, accountId),
    before: { login, ...before },
    after: { login, ...after },
  }));
}

/** The filters that left anyone out, and the change that the step takes back. */
function listedFacts({ q, status, overlap, change }: ListedPeople): AuditFacts {
  return {
    ...(q !== "" && { search: q }),
    ...(status !== "all" && { status: accountPersonStatusNames[status] }),
    ...(overlap !== "all" && { overlap }),
    ...(change !== undefined && { undoes: change }),
  };
}
