import { formatCount, formatNumber } from "@/components/ui/format";
import type { AccountStep } from "@/domain/accounts";
import type { SeatTotals } from "@/domain/seats";

/** What the buttons and dialogs of an account say of it. */
export type ShownAccount = {
  id: string;
  name: string;
  plan: string;
  isActive: boolean;
  isDelinquent: boolean;
  isClosed: boolean;
  organizations: number;
  people: number;
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

const people = (count: number) => formatCount(count, "person", "people");
const seats = (count: number) => formatCount(count, "seat", "seats");

/** What a step does, in words and numbers, before it is done. */
export const stepEffects: Record<AccountStep, (account: ShownAccount, totals: SeatTotals) => string[]> = {
  "account.rename": () => ["Every page and export shows the new name; the audit log keeps both."],
  "account.set_inactive": (account, { used }) => [
    "It takes nobody new: attaching, moving in and activating are refused. Detaching, deactivating and the seat plan still work.",
    `Its ${people(account.people)} stay, and used seats stay ${formatNumber(used)}. The list of accounts shows it only when asked.`,
  ],
  "account.set_active": (_, { available, total }) => [
    `It takes people again. Available: ${formatNumber(available)} of ${seats(total)}.`,
  ],
  "account.mark_delinquent": (account, { used }) => [
    `It is shown as delinquent. No seat changes: ${people(account.people)}, ${formatNumber(used)} used seats.`,
  ],
  "account.clear_delinquent": (account, { used }) => [
    `It is shown as delinquent no longer. No seat changes: ${people(account.people)}, ${formatNumber(used)} used seats.`,
  ],
  "account.close": (account, { used }) => [
    `Detaches ${formatCount(account.organizations, "organization", "organizations")}; they keep their members and activations. ${people(account.people)} leave the account, and used seats go from ${formatNumber(used)} to 0.`,
    "Its history is kept and its name stays taken. Only “Reopen account” is possible then.",
  ],
  "account.reopen": (account, { total }) => [
    `It is active again and empty, with its last plan: ${account.plan}, ${seats(total)}.`,
    "The organizations it had are not attached again by this.",
  ],
};
