import type { AccountStep } from "@/domain/accounts";
import { formatCount, formatNumber } from "@/domain/format";

/** What the buttons and dialogs of an account say of it. */
export type ShownAccount = {
  id: string;
  name: string;
  isActive: boolean;
  isDelinquent: boolean;
  isClosed: boolean;
  organizations: number;
  people: number;
  usedSeats: number;
  /** Confirms closing the account with these numbers. */
  preview: string;
};

export const stepNames: Record<AccountStep, string> = {
  "account.rename": "Rename",
  "account.set_inactive": "Set inactive",
  "account.set_active": "Set active",
  "account.mark_delinquent": "Mark delinquent",
  "account.clear_delinquent": "Clear delinquent",
  "account.close": "Close account",
  "account.reopen": "Reopen account",
};

/** The title of its dialog: the button that opened it, and the account. */
export const stepTitles: Record<AccountStep, (name: string) => string> = {
  "account.rename": (name) => `Rename ${name}`,
  "account.set_inactive": (name) => `Set inactive: ${name}`,
  "account.set_active": (name) => `Set active: ${name}`,
  "account.mark_delinquent": (name) => `Mark delinquent: ${name}`,
  "account.clear_delinquent": (name) => `Clear delinquent: ${name}`,
  "account.close": (name) => `Close account ${name}`,
  "account.reopen": (name) => `Reopen account ${name}`,
};

/** What a step does, before it is done: in words, and in numbers where it moves any. */
export const stepEffects: Record<AccountStep, (account: ShownAccount) => string[]> = {
  "account.rename": () => ["Every page and export shows the new name; the audit log keeps both."],
  "account.set_inactive": () => [
    "It takes nobody new: attaching, moving in and activating are refused. Detaching, deactivating and the seat plan still work.",
    "Its people and their seats stay. The list of accounts shows it only when asked.",
  ],
  "account.set_active": () => [
    "It takes people again: attaching, moving in and activating work as far as its seats go.",
    "The list of accounts shows it without being asked.",
  ],
  "account.mark_delinquent": () => ["It is shown as delinquent. No seat changes, and nobody loses theirs."],
  "account.clear_delinquent": () => ["It is shown as delinquent no longer. No seat changes."],
  "account.close": ({ organizations, people, usedSeats }) => [
    `Detaches ${formatCount(organizations, "organization", "organizations")}; they keep their members and activations. ${formatCount(people, "person leaves", "people leave")} the account, and used seats go from ${formatNumber(usedSeats)} to 0.`,
    "Its history is kept and its name stays taken. Only “Reopen account” is possible then.",
  ],
  "account.reopen": () => [
    "It is active again and empty, with the seat plan it had when it was closed.",
    "The organizations it had are not attached again by this.",
  ],
};
