import { changeSeatPlan } from "@/changes/accounts/change-seat-plan";
import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { detachOrganizations } from "@/changes/organizations/detach-organizations";
import { moveOrganization } from "@/changes/organizations/move-organization";
import { activatePeople } from "@/changes/people/activate-people";
import { deactivatePeople } from "@/changes/people/deactivate-people";
import { joinPeople } from "@/changes/people/join-people";
import { markLogin } from "@/changes/people/mark-login";
import { splitPerson } from "@/changes/people/split-person";
import { getAccount } from "@/db/queries/accounts";
import type { Account } from "@/db/schema/accounts";
import { readSnapshot } from "@/db/snapshot";
import type { SeatTerms } from "@/domain/accounts";
import type { GrantMode } from "@/domain/activation";
import type { StaffMarks } from "@/domain/marks";
import type { Result } from "@/domain/result";
import { confirm } from "./confirm";

// Steps as a person takes them: they look at the preview, then confirm what it showed. Where they leave what stands on
// the page, it is of the moment of the preview.

export async function attach({ id: accountId }: Account, ...organizations: { id: number }[]) {
  const organizationIds = organizations.map(({ id }) => id);
  const { asked, preview } = await readSnapshot(async (db) => {
    const { planSeatCount } = await getAccount(db, accountId);
    const asked = { accountId, organizationIds, planSeatCount };
    return { asked, ...(await attachOrganizations.weigh(db, asked)) };
  });
  return confirm(attachOrganizations, asked, { preview });
}

export function detach({ id: accountId }: Account, { id: organizationId }: { id: number }) {
  return confirm(detachOrganizations, { accountId, organizationIds: [organizationId] });
}

export function move(from: Account, to: Account, { id: organizationId }: { id: number }) {
  return confirm(moveOrganization, { accountId: from.id, toAccountId: to.id, organizationId });
}

type Those = { userIds?: number[]; organizationId?: number };

export function activateAll({ id: accountId }: { id: string }, those: Those, mode: GrantMode) {
  return confirm(activatePeople, { accountId, ...those, mode });
}

export function deactivateAll({ id: accountId }: { id: string }, those: Those) {
  return confirm(deactivatePeople, { accountId, ...those });
}

export const activate = (account: Account, { id }: { id: number }) => activateAll(account, { userIds: [id] }, "all");
export const deactivate = (account: Account, { id }: { id: number }) => deactivateAll(account, { userIds: [id] });

export async function changeSeats(
  { id: accountId }: Account,
  changed: Partial<SeatTerms & { isAutoActivating: boolean }>,
) {
  const { asked, preview } = await readSnapshot(async (db) => {
    const { plan, planSeatCount, freeSeatCount, overage, unitPriceCents } = await getAccount(db, accountId);
    const asked = { accountId, plan, planSeatCount, freeSeatCount, overage, unitPriceCents, ...changed };
    return { asked, ...(await changeSeatPlan.weigh(db, asked)) };
  });
  return confirm(changeSeatPlan, asked, { preview });
}

export function mark(ownerId: number, words: StaffMarks) {
  return confirm(markLogin, { ownerId, ...words });
}

export function join(staying: { id: number }, going: { id: number }): Promise<Result<unknown>> {
  return confirm(joinPeople, { stayingId: staying.id, goingId: going.id });
}

export function split(userId: number, ownerId: number): Promise<Result<unknown>> {
  return confirm(splitPerson, { userId, ownerId });
}
