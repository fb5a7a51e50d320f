import { formatNumber } from "@/components/ui/format";
import type { Reader } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { countActivation } from "@/db/queries/activations";
import { countRestorations, type EndedChange, type Restorations } from "@/db/queries/ended-activations";
import type { Account } from "@/db/schema";
import { outcomesInWords } from "@/domain/activation";
import { seatTotals } from "@/domain/seats";
import { notRestoredInWords, planUndo, type UndoNumbers, type UndoPlan, undoNumbers } from "@/domain/undo";

type Change = Pick<EndedChange, "changeId" | "undoneBy">;

export function undoScope(account: Account, { changeId }: Change, { userIds }: Restorations): ActivationScope {
  return { accountId: account.id, userIds, endedBy: changeId };
}

/** What undoing a change comes to, for the page and for the action, which holds everything concerned. */
export async function findUndoPlan(
  db: Reader,
  account: Account,
  change: Change,
  restorations: Restorations,
): Promise<UndoPlan> {
  const counts = await countActivation(db, undoScope(account, change, restorations), undefined);
  return planUndo(account, { counts, set: restorations.set, isUndone: change.undoneBy !== null });
}

type Figure = { words: string; count: string };

export type UndoPreview = {
  numbers: UndoNumbers;
  seats: { total: number; over: number };
  outcomes: Figure[];
  /** The activations that do not come back, by why. */
  notRestored: Figure[];
  notRestoredCount: number;
  refusal: string | undefined;
};

export async function findUndoPreview(db: Reader, account: Account, change: Change): Promise<UndoPreview> {
  const restorations = await countRestorations(db, account.id, change.changeId);
  const plan = await findUndoPlan(db, account, change, restorations);
  const { total, over } = seatTotals(account, plan.usedAfter);
  const notRestored = notRestoredInWords(restorations.activations);
  const shown = ({ words, count }: { words: string; count: number }) => ({ words, count: formatNumber(count) });
  return {
    numbers: undoNumbers(plan),
    seats: { total, over },
    outcomes: outcomesInWords("activate", plan.people).map(shown),
    notRestored: notRestored.map(shown),
    notRestoredCount: notRestored.reduce((sum, { count }) => sum + count, 0),
    refusal: plan.refusal,
  };
}
