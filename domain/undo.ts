import { type ActivationCounts, type ActivationSetPlan, planActivationOfSet, type UsedAccount } from "./activation";
import type { PlanRefusal } from "./preview";

/** The outcome of undoing for one activation that a change ended. All but the first change nothing. */
export const restorations = [
  "restored",
  "already_active",
  "changed_since",
  "left",
  "login_gone",
  "detached",
  "moved",
] as const;
export type Restoration = (typeof restorations)[number];
export type NotRestored = Exclude<Restoration, "restored">;

export const notRestoredWords: Record<NotRestored, string> = {
  already_active: "already activated",
  changed_since: "activated and deactivated again since, or left and came back",
  left: "left the organization",
  login_gone: "the login was merged into another",
  detached: "the organization is in no account",
  moved: "the organization is in another account",
};

/** How many activations do not come back for each reason, in the order of the reasons. */
export function notRestoredInWords(counts: Partial<Record<Restoration, number>>): { words: string; count: number }[] {
  return restorations.flatMap((restoration) => {
    const count = counts[restoration] ?? 0;
    return restoration === "restored" || count === 0 ? [] : [{ words: notRestoredWords[restoration], count }];
  });
}

/** What the audit log says of a change as a whole; null where it says nothing. */
export type ChangeInWords = {
  at: string;
  actor: string;
  reason: string;
  usedBefore: number | null;
  usedAfter: number | null;
};

export type EndedChange = {
  changeId: string;
  people: number;
  activations: number;
  told: ChangeInWords | null;
  undoneBy: { changeId: string; told: ChangeInWords | null } | null;
};

type UndoFacts = {
  counts: ActivationCounts;
  activations: Partial<Record<Restoration, number>>;
  set: string;
  isUndone: boolean;
};

export type UndoPlan = Omit<ActivationSetPlan, "refusal"> & {
  /** How many of the ended activations come back, and how many do not for each reason. */
  activations: Partial<Record<Restoration, number>>;
  /** Identifies which activations come back and whose they are, so it changes with them. */
  set: string;
  refusal: PlanRefusal | undefined;
};

/** A grant like any other: everything that can come back does, or nothing if it does not fit (S7). */
export function planUndo(account: UsedAccount, { counts, activations, set, isUndone }: UndoFacts): UndoPlan {
  const plan = planActivationOfSet(account, counts);
  const nothing = plan.changed === 0 ? { message: "Nothing that this change ended can be restored." } : undefined;
  const refusal = isUndone ? { message: alreadyUndone } : (plan.refusal ?? nothing);
  return { ...plan, activations, set, refusal };
}

export const alreadyUndone = "This change has already been undone.";

export const undoShows = ["all", "restored", "not_restored"] as const;
