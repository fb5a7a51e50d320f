import { deactivateUnseen } from "@/changes/people/deactivate-unseen";
import type { Reader } from "@/db/executor";
import { type StepNumbers, selectionLimit } from "@/domain/activation";
import { idFrom } from "@/domain/input/fields";
import type { SearchParams } from "@/domain/listings";
import { type SeatPlan, seatTotals } from "@/domain/seats";

/** Of whom the address previews the deactivation: `deactivate=selected&person=7&person=8`, `deactivate=everybody`. */
export type UnseenStep = { whom: "selected" | "everybody" | undefined; selectedIds: number[] };

export function parseUnseenAddress({ deactivate, person, reason, ...address }: SearchParams) {
  const ids = [person].flat().flatMap((one) => idFrom(one) ?? []);
  const whom = deactivate === "selected" || deactivate === "everybody" ? deactivate : undefined;
  const step: UnseenStep = { whom, selectedIds: [...new Set(ids)].slice(0, selectionLimit) };
  return { step, address };
}

export type UnseenPreview = {
  /** What the action takes, except the reason. */
  asked: { accountId: string; days: number; userIds: number[] | undefined; preview: string };
  numbers: StepNumbers & { total: number; over: number };
  refusal: string | undefined;
};

/** What ending their activations would do; undefined when the address asks for nothing, or for nobody. */
export async function findUnseenPreview(
  db: Reader,
  account: SeatPlan & { id: string },
  { whom, selectedIds }: UnseenStep,
  { days, before }: { days: number; before: Date },
): Promise<UnseenPreview | undefined> {
  if (whom === undefined || (whom === "selected" && selectedIds.length === 0)) return undefined;
  const userIds = whom === "selected" ? selectedIds : undefined;
  const { plan, preview } = await deactivateUnseen.weigh(db, { accountId: account.id, before, userIds });
  const { usedBefore, usedAfter, memberships, changed, leftOut } = plan;
  const { total, over } = seatTotals(account, usedAfter);
  return {
    asked: { accountId: account.id, days, userIds, preview },
    numbers: { usedBefore, usedAfter, memberships, changed, leftOut, total, over },
    refusal: plan.refusal?.message,
  };
}
