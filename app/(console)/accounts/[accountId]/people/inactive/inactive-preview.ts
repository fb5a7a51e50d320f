import type { Reader } from "@/db/client";
import { countDeactivation } from "@/db/queries/activations";
import { findInactiveSet } from "@/db/queries/stale-people";
import type { Account } from "@/db/schema";
import { selectionLimit } from "@/domain/activation";
import { idFrom } from "@/domain/input/fields";
import { changeIdFrom } from "@/domain/input/undo";
import type { SearchParams } from "@/domain/listings";
import { seatTotals } from "@/domain/seats";
import { type InactiveNumbers, inactiveNumbers, planInactive } from "@/domain/stale";

/** Of whom the address previews the deactivation: `deactivate=selected&person=7&person=8`, `deactivate=everybody`. */
export type InactiveStep = { whom: "selected" | "everybody" | undefined; selectedIds: number[] };

/** `done` is the change that was made last, which the page tells of. */
export function parseInactiveAddress({ deactivate, person, done, ...address }: SearchParams) {
  const ids = [person].flat().flatMap((one) => idFrom(one) ?? []);
  const whom = deactivate === "selected" || deactivate === "everybody" ? deactivate : undefined;
  const step: InactiveStep = { whom, selectedIds: [...new Set(ids)].slice(0, selectionLimit) };
  return { step, doneChangeId: changeIdFrom(done), address };
}

export type InactivePreview = {
  /** Who is named; missing for everybody. */
  userIds: number[] | undefined;
  numbers: InactiveNumbers;
  seats: { total: number; over: number };
  refusal: string | undefined;
};

/** What ending their activations would do; undefined when the address asks for nothing, or for nobody. */
export async function findInactivePreview(
  db: Reader,
  account: Account,
  { whom, selectedIds }: InactiveStep,
  before: Date,
): Promise<InactivePreview | undefined> {
  if (whom === undefined || (whom === "selected" && selectedIds.length === 0)) return undefined;
  const named = whom === "selected" ? selectedIds : undefined;
  const { userIds, seen } = await findInactiveSet(db, { accountId: account.id, before, userIds: named });
  const counts = await countDeactivation(db, { accountId: account.id, userIds });
  const plan = planInactive(account, counts, seen);
  const { total, over } = seatTotals(account, plan.usedAfter);
  return { userIds: named, numbers: inactiveNumbers(plan), seats: { total, over }, refusal: plan.refusal };
}
