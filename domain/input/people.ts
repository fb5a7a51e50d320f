import { z } from "zod";
import { OrganizationId, Reason, UserId } from "./fields";

export const ActivationNumbers = z.object({ usedBefore: z.int(), usedAfter: z.int(), memberships: z.int() });

export type ActivationNumbers = z.infer<typeof ActivationNumbers>;

/** A person on an account's page: all their memberships there, or only in the organization filtered to (S8). */
export const ChangeActivation = z.object({
  accountId: z.string(),
  userId: UserId,
  organizationId: OrganizationId.optional(),
  expected: ActivationNumbers,
  reason: Reason,
});
