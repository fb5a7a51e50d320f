import { z } from "zod";
import { newAccount } from "../accounts";
import { overages } from "../seats";
import { OrganizationIds, SeatCount, UnitPrice, VisibleText } from "./fields";

const AccountName = VisibleText("Enter a name for the account.").max(100, "A name can have at most 100 characters.");

const PlanName = z.string().min(1, "Choose a plan.");

/** In the path of everything about one account. */
export const AccountPath = z.object({ accountId: z.string() });

export const CreateAccount = z.object({
  name: AccountName,
  plan: PlanName,
  planSeatCount: SeatCount,
  freeSeatCount: SeatCount,
  overage: z.enum(overages).default(newAccount.overage),
  unitPriceCents: UnitPrice.default(null),
});

export const CreateAccountWithOrganizations = CreateAccount.extend({ organizationIds: OrganizationIds });

export const RenameAccount = z.object({ accountId: z.string(), name: AccountName });

/** Set inactive or active, mark or clear delinquent, reopen: these steps need only a reason. */
export const ChangeAccountState = z.object({ accountId: z.string() });

export const CloseAccount = z.object({ accountId: z.string() });

export const ChangeSeatPlan = z.object({
  accountId: z.string(),
  plan: PlanName,
  planSeatCount: SeatCount,
  freeSeatCount: SeatCount,
  overage: z.enum(overages),
  unitPriceCents: UnitPrice,
  /** If missing, it stays as it is. */
  isAutoActivating: z.boolean().optional(),
});
