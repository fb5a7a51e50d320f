import { z } from "zod";
import { grantModes, selectionLimit } from "../activation";
import { OrganizationId, UserId } from "./fields";

/** The named people, in one organization or in all of the account; without names, everyone in the organization. */
const Scope = z.object({
  accountId: z.string(),
  userIds: z
    .array(UserId)
    .min(1, "Select someone first.")
    .max(selectionLimit, `Select at most ${selectionLimit} people, or choose the whole organization.`)
    .optional(),
  organizationId: OrganizationId.optional(),
});

type Scope = z.output<typeof Scope>;
const isOfSomebody = ({ userIds, organizationId }: Scope) => userIds !== undefined || organizationId !== undefined;
const orElse = { path: ["userIds"], message: "Select someone first, or filter to an organization." };

/** `everyone` asks for the whole account, so that a scope left out by mistake never does. */
export const ActivatePeople = Scope.extend({ mode: z.enum(grantModes), everyone: z.literal(true).optional() }).refine(
  (scope) => isOfSomebody(scope) || scope.everyone,
  orElse,
);
export const DeactivatePeople = Scope.refine(isOfSomebody, orElse);
