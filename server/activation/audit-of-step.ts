import "server-only";
import type { Tx } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { type ActivatedPerson, listActivatedIn } from "@/db/queries/activations";
import { listOrganizationsById } from "@/db/queries/organizations";
import type { AuditEntry } from "@/db/schema";
import { selectionLimit } from "@/domain/activation";
import type { SetNumbers } from "@/domain/input/activation";

type Verb = "person.activate" | "person.deactivate";

type Step<Action extends Verb> = {
  action: Action;
  scope: ActivationScope;
  plan: SetNumbers;
  /** As they were before it. */
  people: ActivatedPerson[];
  /** Those whose activation changed. */
  userIds: number[];
  reason: string;
};

/**
 * A row for each person whose activation changed. A whole organization has a row of its own with the counts, and where
 * thousands change in it that row stands for them: as many rows would hide every other change from who reads the log.
 */
export async function auditOfStep<Action extends Verb>(
  tx: Tx,
  { action, scope, plan, people, userIds, reason }: Step<Action>,
): Promise<AuditEntry<Action>[]> {
  const { accountId } = scope;
  const [before, after] = [{ usedSeats: plan.usedBefore }, { usedSeats: plan.usedAfter }];
  const common = { action, accountId, reason };
  const entries: AuditEntry<Action>[] = [];

  if (scope.organizationId !== undefined && scope.userIds === undefined) {
    const word = action === "person.activate" ? "peopleActivated" : "peopleDeactivated";
    for (const { id, login } of await listOrganizationsById(tx, [scope.organizationId])) {
      entries.push({
        ...common,
        subjectKind: "organization",
        subjectId: String(id),
        before: { login, ...before },
        after: { login, ...after, [word]: plan.changed, leftOut: plan.leftOut },
      });
    }
  }
  if (userIds.length > selectionLimit) return entries;

  const isChanged = new Set(userIds);
  const changed = await listActivatedIn(tx, accountId, userIds);
  const activatedIn = new Map(changed.map(({ userId, activatedIn }) => [userId, activatedIn]));
  for (const person of people) {
    if (!isChanged.has(person.userId)) continue;
    const { userId, name } = person;
    entries.push({
      ...common,
      subjectKind: "person",
      subjectId: String(userId),
      before: { name, activatedIn: person.activatedIn, ...before },
      after: { name, activatedIn: activatedIn.get(userId) ?? null, ...after },
    });
  }
  return entries;
}
