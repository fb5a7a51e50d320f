import { formatNumber } from "@/components/ui/format";
import type { Reader } from "@/db/client";
import { countActivation } from "@/db/queries/activations";
import { countRestorations, type EndedChange } from "@/db/queries/ended-activations";
import type { Account } from "@/db/schema";
import { outcomesInWords } from "@/domain/activation";
import { seatTotals } from "@/domain/seats";
import { notRestoredInWords, planUndo, type UndoNumbers, type UndoPlan, undoNumbers } from "@/domain/undo";

type Change = Pick<EndedChange, "changeId" | "undoneBy">;

/** What decides on undoing a change, for the page and for the action, which holds everything concerned. */
export async function findUndoPlan(db: Reader, account: Account, { changeId, undoneBy }: Change) {
  const counts = await countActivation(db, { accountId: account.id, endedBy: changeId }, undefined);
  const { activations, set } = await countRestorations(db, account.id, changeId);
  const plan: UndoPlan = planUndo(account, { counts, set, isUndone: undoneBy !== null });
  return { plan, activations };
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
  const { plan, activations } = await findUndoPlan(db, account, change);
  const { total, over } = seatTotals(account, plan.usedAfter);
  const notRestored = notRestoredInWords(activations);
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
