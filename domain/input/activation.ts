import { z } from "zod";
import { grantModes, selectionLimit } from "../activation";
import { OrganizationId, Reason, UserId } from "./fields";

export const SetNumbers = z.object({
  usedBefore: z.int(),
  usedAfter: z.int(),
  memberships: z.int(),
  changed: z.int(),
  leftOut: z.int(),
});
export type SetNumbers = z.infer<typeof SetNumbers>;

/** `set` identifies who has which outcome: equal counts of other people do not match the preview. */
const ChosenNumbers = SetNumbers.extend({ set: z.string() });
export type ChosenNumbers = z.infer<typeof ChosenNumbers>;

/** Selected people, in one organization or in all of the account; without a selection, everyone in the organization. */
export const ChangeActivationOfSet = z
  .object({
    accountId: z.string(),
    userIds: z
      .array(UserId)
      .min(1, "Select someone first.")
      .max(selectionLimit, `Select at most ${selectionLimit} people, or choose the whole organization.`)
      .optional(),
    organizationId: OrganizationId.optional(),
    mode: z.enum(grantModes),
    expected: ChosenNumbers,
    reason: Reason,
  })
  .refine(({ userIds, organizationId }) => userIds !== undefined || organizationId !== undefined, {
    path: ["userIds"],
    message: "Select someone first, or filter to an organization.",
  });
