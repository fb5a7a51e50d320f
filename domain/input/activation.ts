import { z } from "zod";
import { grantModes, selectionLimit } from "../activation";
import { accountPersonStatuses, overlapFilters } from "../listings";
import { searchTextFrom } from "../searched-text";
import { OrganizationId, UserId } from "./fields";

/** The filters of the list of people whose rows a step is about. Unlike an address, it is refused if one is mistyped. */
const Listed = z.strictObject({
  q: z.string().max(500).transform(searchTextFrom),
  status: z.enum(accountPersonStatuses),
  overlap: z.enum(overlapFilters),
  change: z.uuid().optional(),
});

/** The named people, or everyone a list finds, in one organization or in all of the account. */
const Scope = z.object({
  accountId: z.string(),
  userIds: z
    .array(UserId)
    .min(1, "Select someone first.")
    .max(selectionLimit, `Select at most ${selectionLimit} people, or choose everyone listed.`)
    .optional(),
  organizationId: OrganizationId.optional(),
  listed: Listed.optional(),
});

type Scope = z.output<typeof Scope>;
/** A scope left out by mistake never means the whole account. */
const isOfSomebody = ({ userIds, organizationId, listed }: Scope) => Boolean(userIds ?? organizationId ?? listed);
const orElse = { path: ["userIds"], message: "Select someone first, or choose everyone listed." };

export const ActivatePeople = Scope.extend({ mode: z.enum(grantModes) }).refine(isOfSomebody, orElse);
export const DeactivatePeople = Scope.refine(isOfSomebody, orElse);
export type PeopleScope = Scope;
export type ListedPeople = z.output<typeof Listed>;
