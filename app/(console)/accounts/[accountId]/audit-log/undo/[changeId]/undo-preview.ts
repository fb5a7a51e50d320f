import { undoDeactivation } from "@/changes/people/undo-deactivation";
import type { Reader } from "@/db/executor";
import { outcomesInWords, type StepNumbers } from "@/domain/activation";
import { formatNumber } from "@/domain/format";
import { type SeatPlan, seatTotals } from "@/domain/seats";
import { notRestoredInWords } from "@/domain/undo";

type Figure = { words: string; count: string };

export type UndoPreview = {
  /** What the action takes, except the reason. */
  asked: { accountId: string; changeId: string; preview: string };
  numbers: StepNumbers;
  seats: { total: number; over: number };
  outcomes: Figure[];
  /** The activations that do not come back, by why. */
  notRestored: Figure[];
  notRestoredCount: number;
  refusal: string | undefined;
};

export async function findUndoPreview(
  db: Reader,
  account: SeatPlan & { id: string },
  changeId: string,
): Promise<UndoPreview> {
  const { plan, preview } = await undoDeactivation.weigh(db, { accountId: account.id, changeId });
  const { usedBefore, usedAfter, memberships, changed, leftOut } = plan;
  const { total, over } = seatTotals(account, usedAfter);
  const notRestored = notRestoredInWords(plan.activations);
  const shown = ({ words, count }: { words: string; count: number }) => ({ words, count: formatNumber(count) });
  return {
    asked: { accountId: account.id, changeId, preview },
    numbers: { usedBefore, usedAfter, memberships, changed, leftOut },
    seats: { total, over },
    outcomes: outcomesInWords("activate", plan.people).map(shown),
    notRestored: notRestored.map(shown),
    notRestoredCount: notRestored.reduce((sum, { count }) => sum + count, 0),
    refusal: plan.refusal?.message,
  };
}
