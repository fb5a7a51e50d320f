import { z } from "zod";
import { overages } from "../seats";
import { Reason, SeatCount, UnitPrice, VisibleText } from "./fields";

const AccountName = VisibleText("Enter a name for the account.").max(100, "A name can have at most 100 characters.");

const PlanName = z.string().min(1, "Choose a plan.");

export const CreateAccount = z.object({
  name: AccountName,
  plan: PlanName,
  planSeatCount: SeatCount,
  freeSeatCount: SeatCount,
  reason: Reason,
});

export const RenameAccount = z.object({ accountId: z.string(), name: AccountName, reason: Reason });

/** Set inactive or active, mark or clear delinquent, reopen: these steps need only a reason. */
export const ChangeAccountState = z.object({ accountId: z.string(), reason: Reason });
export type ChangeAccountState = z.infer<typeof ChangeAccountState>;

export const CloseAccount = z.object({
  accountId: z.string(),
  expected: z.object({ organizations: z.int(), people: z.int(), usedSeats: z.int() }),
  reason: Reason,
});

export const SeatTerms = z.object({
  plan: PlanName,
  planSeatCount: SeatCount,
  freeSeatCount: SeatCount,
  overage: z.enum(overages),
  unitPriceCents: UnitPrice,
});

/** What staff set on Seats: plan, plan seats, free seats, overage rule, and the account's own price. */
export type SeatTerms = z.output<typeof SeatTerms>;

const Cents = z.int().nullable();

export const ChangeSeatPlan = SeatTerms.extend({
  accountId: z.string(),
  /** If missing, it stays as it is. */
  isAutoActivating: z.boolean().optional(),
  expected: SeatTerms.extend({
    unitPriceCents: Cents,
    used: z.int(),
    priceBefore: Cents,
    priceAfter: Cents,
    isAutoActivating: z.boolean().optional(),
    waitingActivated: z.int().optional(),
    waitingLeftOut: z.int().optional(),
  }),
  reason: Reason,
});
