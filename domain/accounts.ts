import { z } from "zod";
import { Reason, SeatCount } from "./input";
import { overages } from "./seats";

const AccountName = z.string().trim().min(1, "Give the account a name.").max(100, "A name has at most 100 characters.");

const PlanName = z.string().min(1, "Choose a plan.");

/** How a new account starts (product.md, "A new account"). */
export const newAccount = { plan: "users-enterprisem", planSeatCount: 1, freeSeatCount: 0, overage: "block" } as const;

export const CreateAccount = z.object({
  name: AccountName,
  plan: PlanName,
  planSeatCount: SeatCount,
  freeSeatCount: SeatCount,
  reason: Reason,
});

export const RenameAccount = z.object({ accountId: z.string(), name: AccountName, reason: Reason });

/** Set inactive or active, mark or clear delinquent, close, reopen: a step that needs nothing but its reason. */
export const ChangeAccountState = z.object({ accountId: z.string(), reason: Reason });

export const CloseAccount = z.object({
  accountId: z.string(),
  expected: z.object({ organizations: z.int(), people: z.int() }),
  reason: Reason,
});

export const ChangeSeatPlan = z.object({
  accountId: z.string(),
  plan: PlanName,
  planSeatCount: SeatCount,
  freeSeatCount: SeatCount,
  overage: z.enum(overages),
  expected: z.object({ used: z.int(), total: z.int() }),
  reason: Reason,
});
