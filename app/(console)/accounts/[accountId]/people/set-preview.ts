import { formatNumber } from "@/components/ui/format";
import type { Reader } from "@/db/client";
import type { ActivationScope } from "@/db/queries/activation-scope";
import { countActivation, countDeactivation, listLeftOut } from "@/db/queries/activations";
import type { Account } from "@/db/schema";
import {
  chosenNumbers,
  type GrantMode,
  outcomesInWords,
  planActivationOfSet,
  planDeactivationOfSet,
  type StepOutcome,
  seatsToGrant,
} from "@/domain/activation";
import type { Verb } from "@/domain/activation-verbs";
import type { ChosenNumbers } from "@/domain/input/activation";
import { seatTotals } from "@/domain/seats";

const namesShown = 50;

export type SetPreview = {
  numbers: ChosenNumbers;
  seats: { total: number; over: number };
  outcomes: { words: string; count: string }[];
  /** The first of those for whom no seat is left, and how many more they are. */
  leftOut: { names: string[]; more: number };
  /** Whether a smaller part of the set would fit where the whole does not. */
  isTooLarge: boolean;
  refusal: string | undefined;
};

/** What a step on a set would do, by the functions that decide it. */
export async function findSetPreview(
  db: Reader,
  account: Account,
  verb: Verb,
  scope: ActivationScope,
  mode: GrantMode,
): Promise<SetPreview> {
  if (verb === "deactivate") {
    const counts = await countDeactivation(db, scope);
    const plan = { ...planDeactivationOfSet(account, counts), set: counts.set };
    const refusal = plan.changed === 0 ? "Nobody here is activated." : undefined;
    return { ...told(account, plan, verb, []), isTooLarge: false, refusal };
  }
  const limit = seatsToGrant(account, mode);
  const counts = await countActivation(db, scope, limit);
  const plan = { ...planActivationOfSet(account, counts), set: counts.set };
  const isLeftOut = plan.people.no_seats !== undefined;
  const leftOut = isLeftOut ? await listLeftOut(db, scope, limit, namesShown) : [];
  const nothing = plan.changed === 0 ? "Everybody here is activated already." : undefined;
  return {
    ...told(account, plan, verb, leftOut),
    isTooLarge: mode === "all" && plan.refusal?.code === "no_seats",
    refusal: plan.refusal?.message ?? nothing,
  };
}

type Plan = ChosenNumbers & { people: Partial<Record<StepOutcome, number>> };

function told(account: Account, plan: Plan, verb: Verb, leftOut: { name: string }[]) {
  const { total, over } = seatTotals(account, plan.usedAfter);
  const names = leftOut.map(({ name }) => name);
  return {
    numbers: chosenNumbers(plan, plan),
    seats: { total, over },
    outcomes: outcomesInWords(verb, plan.people).map(({ words, count }) => ({ words, count: formatNumber(count) })),
    leftOut: { names, more: plan.leftOut - names.length },
  };
}
