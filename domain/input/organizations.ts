import { z } from "zod";
import { attachLimit } from "../organizations";
import { OrganizationId, Reason, SeatCount } from "./fields";

export const AttachNumbers = z.object({
  usedBefore: z.int(),
  usedAfter: z.int(),
  totalBefore: z.int(),
  total: z.int(),
  newSeats: z.int(),
  overlappingPeople: z.int(),
});
export type AttachNumbers = z.infer<typeof AttachNumbers>;
const DetachNumbers = z.object({ usedBefore: z.int(), usedAfter: z.int(), peopleLeaving: z.int() });

export const AttachOrganizations = z.object({
  accountId: z.string(),
  organizationIds: z
    .array(OrganizationId)
    .min(1, "Choose at least one organization.")
    .max(attachLimit, `Attach at most ${attachLimit} organizations in one step.`),
  /** Can be raised in the same step (S9). */
  planSeatCount: SeatCount,
  expected: AttachNumbers,
  reason: Reason,
});

export const DetachOrganization = z.object({
  accountId: z.string(),
  organizationId: OrganizationId,
  expected: DetachNumbers,
  reason: Reason,
});

export const MoveOrganization = z.object({
  accountId: z.string(),
  organizationId: OrganizationId,
  toAccountId: z.string().min(1, "Choose the account to move to."),
  expectedFrom: DetachNumbers.extend({ total: z.int() }),
  expectedTo: AttachNumbers,
  reason: Reason,
});
