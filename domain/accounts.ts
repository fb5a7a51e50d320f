import { nobodyWaiting, planWaiting, type Waiting, type WaitingPlan } from "./activation";
import { type KnownPrice, unitPriceOf } from "./money";
import type { PlanRefusal } from "./preview";
import {
  type AccountState,
  type Overage,
  refuseSeatCut,
  refuseState,
  type SeatPlan,
  type SeatTotals,
  seatTotals,
} from "./seats";

/** How a new account starts: see "A new account" in docs/rules.md. */
export const newAccount = { plan: "users-enterprisem", planSeatCount: 1, freeSeatCount: 0, overage: "block" } as const;

/** Why this account can only be reopened; undefined unless it is closed. */
export function refuseClosed(account: AccountState): string | undefined {
  return account.closedAt ? refuseState(account)?.message : undefined;
}

export type AccountMarks = AccountState & { isDelinquent: boolean };
type StateRule = { to: Partial<AccountMarks>; refuse: (account: AccountMarks) => string | undefined };

/** The state each step leads to, and why an account may have nothing to change. */
export const stateSteps = {
  "account.set_inactive": {
    to: { isActive: false },
    refuse: ({ isActive }) => (isActive ? undefined : "This account is already inactive."),
  },
  "account.set_active": {
    to: { isActive: true },
    refuse: ({ isActive }) => (isActive ? "This account is already active." : undefined),
  },
  "account.mark_delinquent": {
    to: { isDelinquent: true },
    refuse: ({ isDelinquent }) => (isDelinquent ? "This account is already marked delinquent." : undefined),
  },
  "account.clear_delinquent": {
    to: { isDelinquent: false },
    refuse: ({ isDelinquent }) => (isDelinquent ? undefined : "This account is not delinquent."),
  },
  "account.reopen": {
    to: { isActive: true, closedAt: null },
    refuse: ({ closedAt }) => (closedAt ? undefined : "This account is already open."),
  },
} as const satisfies Record<string, StateRule>;

export type StateStep = keyof typeof stateSteps;

/** Every step that changes the account itself. Each is its own permission. */
export const accountSteps = [
  "account.rename",
  "account.set_inactive",
  "account.set_active",
  "account.mark_delinquent",
  "account.clear_delinquent",
  "account.close",
  "account.reopen",
] as const;
export type AccountStep = (typeof accountSteps)[number];

export function refuseStateStep(account: AccountMarks, step: StateStep): string | undefined {
  const refusal = step === "account.reopen" ? undefined : refuseClosed(account);
  return refusal ?? stateSteps[step].refuse(account);
}

/** The state in the words of the audit log. */
export function stateFacts({ isActive, isDelinquent, closedAt }: AccountMarks) {
  return { active: isActive, delinquent: isDelinquent, closed: closedAt !== null };
}

export type AccountCounts = {
  organizationCount: number;
  usedSeatCount: number;
  studentCount: number;
  botCount: number;
};

/** S3: everyone with a row in the ledger. */
export function peopleOf({ usedSeatCount, studentCount, botCount }: AccountCounts): number {
  return usedSeatCount + studentCount + botCount;
}

/** What an account holds, and loses when it closes. */
export function closingNumbers(account: AccountCounts) {
  return { organizations: account.organizationCount, people: peopleOf(account), usedSeats: account.usedSeatCount };
}

export type ClosingPlan = ReturnType<typeof closingNumbers> & { refusal: PlanRefusal | undefined };

export function planClosing(account: AccountCounts & AccountState): ClosingPlan {
  const refusal = account.closedAt ? { message: "This account is closed already." } : undefined;
  return { ...closingNumbers(account), refusal };
}

export type SeatPlanChange = {
  before: SeatTotals;
  after: SeatTotals;
  /** The price of a seat per month: the account's own, else the plan's, else unknown. */
  price: { before: KnownPrice | undefined; after: KnownPrice | undefined };
  /** People waiting for a seat are tried again; `after` includes the seats they take. */
  waiting: WaitingPlan;
  refusal: PlanRefusal | undefined;
  /** Each value that changes, for the audit log. */
  changes: { before: SeatFacts; after: SeatFacts };
  isChange: boolean;
};

/** What staff set on Seats: plan, plan seats, free seats, overage rule, and the account's own price. */
export type SeatTerms = SeatPlan & { plan: string; overage: Overage; unitPriceCents: number | null };

type SeatFacts = Record<string, string | number | boolean | null>;

/** Terms, whether new members are auto-activated, and the plan's price. */
export type PricedTerms = SeatTerms & { isAutoActivating?: boolean; planPriceCents: number | null };

/** The effect of new terms on seats and price. The form shows it and the action follows it. */
export function planSeatChange(
  account: PricedTerms,
  terms: PricedTerms,
  used: number,
  waitingNow: Waiting = nobodyWaiting,
): SeatPlanChange {
  const isAutoActivating = terms.isAutoActivating ?? account.isAutoActivating ?? false;
  const waiting = planWaiting({ ...terms, isAutoActivating, usedSeatCount: used }, waitingNow);
  const [before, after] = [seatTotals(account, used), seatTotals(terms, waiting.usedAfter)];
  const facts = (from: PricedTerms, { total }: SeatTotals): SeatFacts => ({
    ...seatFacts(from, total),
    ownPriceCents: from.unitPriceCents,
    autoActivate: from.isAutoActivating ?? false,
  });
  const [factsBefore, factsAfter] = [facts(account, before), facts({ ...terms, isAutoActivating }, after)];
  const changed = Object.keys(factsAfter).filter((name) => factsBefore[name] !== factsAfter[name]);
  const pick = (facts: SeatFacts) => Object.fromEntries(changed.map((name) => [name, facts[name]!]));
  const priceOf = (from: PricedTerms) => unitPriceOf(from, { unitPriceCents: from.planPriceCents });
  const cut = refuseSeatCut({ before: account, after: terms, used });
  return {
    before,
    after,
    price: { before: priceOf(account), after: priceOf(terms) },
    waiting,
    refusal: cut === undefined ? undefined : { message: cut, field: "planSeatCount" },
    changes: { before: pick(factsBefore), after: pick(factsAfter) },
    isChange: changed.length > 0,
  };
}

/** The seat plan in the words of the audit log. */
export function seatFacts(
  { plan, planSeatCount, freeSeatCount, overage }: Omit<SeatTerms, "unitPriceCents">,
  totalSeats: number,
): SeatFacts {
  return { plan, planSeats: planSeatCount, freeSeats: freeSeatCount, overage, totalSeats };
}
