import { type ActivationCounts, type ActivationSetPlan, planActivationOfSet, type UsedAccount } from "./activation";
import type { PlanRefusal } from "./preview";

/** What undoing comes to for one activation that a change ended. All but the first change nothing. */
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
  already_active: "activated already",
  changed_since: "activated and ended again since, or left and came back",
  left: "left the organization",
  login_gone: "the login became another one",
  detached: "the organization is in no account",
  moved: "the organization is in another account",
};

/** How many do not come back for each reason, in the order of the reasons. */
export function notRestoredInWords(counts: Partial<Record<Restoration, number>>): { words: string; count: number }[] {
  return restorations.flatMap((restoration) => {
    const count = counts[restoration] ?? 0;
    return restoration === "restored" || count === 0 ? [] : [{ words: notRestoredWords[restoration], count }];
  });
}

/** What is left of an activation that was ended: of its login, its membership and its organization. */
export type EndedFacts = {
  isLoginThere: boolean;
  isMember: boolean;
  organizationAccountId: string | null;
  isActivated: boolean;
  /** Nothing changed its activation since. */
  isAsEnded: boolean;
};

/** An activation that somebody else decided on since stays as it is, whatever it was before (S8). */
export function restorationOf(accountId: string, ended: EndedFacts): Restoration {
  if (!ended.isLoginThere) return "login_gone";
  if (!ended.isMember) return "left";
  if (ended.organizationAccountId === null) return "detached";
  if (ended.organizationAccountId !== accountId) return "moved";
  if (ended.isActivated) return "already_active";
  return ended.isAsEnded ? "restored" : "changed_since";
}

type UndoFacts = {
  counts: ActivationCounts;
  activations: Partial<Record<Restoration, number>>;
  set: string;
  isUndone: boolean;
};

export type UndoPlan = Omit<ActivationSetPlan, "refusal"> & {
  /** How many of the activations that the change ended come back, and how many do not, by why. */
  activations: Partial<Record<Restoration, number>>;
  /** A digest of which activations come back, and whose they are. */
  set: string;
  refusal: PlanRefusal | undefined;
};

/** A grant as any other: all that can come back do, or nobody where it does not fit (S7). */
export function planUndo(account: UsedAccount, { counts, activations, set, isUndone }: UndoFacts): UndoPlan {
  const plan = planActivationOfSet(account, counts);
  const nothing = plan.changed === 0 ? { message: "Nothing that this change ended can be restored." } : undefined;
  const refusal = isUndone ? { message: alreadyUndone } : (plan.refusal ?? nothing);
  return { ...plan, activations, set, refusal };
}

export const alreadyUndone = "This change was undone already.";

export const undoShows = ["all", "restored", "not_restored"] as const;
