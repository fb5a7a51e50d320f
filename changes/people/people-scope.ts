import type { Reader } from "@/db/executor";
import { peopleListed } from "@/db/queries/account-people";
import type { ActivationScope } from "@/db/queries/activation-scope";
import type { PeopleScope } from "@/domain/input/activation";

/** The memberships that a step on people is about. The list is read again, now. */
export function scopeOf(db: Reader, { accountId, userIds, organizationId, listed }: PeopleScope): ActivationScope {
  const scope = { accountId, userIds, organizationId };
  if (!listed) return scope;
  const people = peopleListed(db, accountId, { ...listed, organization: organizationId });
  return { ...scope, begunBy: listed.change, people: isFiltered(listed) ? people : undefined };
}

function isFiltered({ q, status, overlap, change }: NonNullable<PeopleScope["listed"]>): boolean {
  return q !== "" || status !== "all" || overlap !== "all" || change !== undefined;
}

/** Everyone the step could be about. A search could find others as soon as someone is renamed, who holds no account. */
export function heldScope({ accountId, userIds, organizationId }: PeopleScope): ActivationScope {
  return { accountId, userIds, organizationId };
}
