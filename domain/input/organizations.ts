import { z } from "zod";
import { OrganizationId, OrganizationIds, SeatCount } from "./fields";

export const AttachOrganizations = z.object({
  accountId: z.string(),
  organizationIds: OrganizationIds,
  /** Can be raised in the same step (S9). */
  planSeatCount: SeatCount,
});

export const DetachOrganizations = z.object({ accountId: z.string(), organizationIds: OrganizationIds });

/** The name is checked by `planRename`, which knows its git host. */
export const RenameOrganization = z.object({ organizationId: OrganizationId, login: z.string().max(255) });

export const RemoveOrganization = z.object({ organizationId: OrganizationId });

export const MoveOrganization = z
  .object({
    accountId: z.string(),
    organizationId: OrganizationId,
    toAccountId: z.string().min(1, "Choose the account to move to."),
  })
  .refine(({ accountId, toAccountId }) => accountId !== toAccountId, {
    path: ["toAccountId"],
    message: "It is already in this account.",
  });
