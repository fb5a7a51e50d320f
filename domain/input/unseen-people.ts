import { z } from "zod";
import { selectionLimit } from "../activation";
import { defaultDays, mostDays, readDays, unseenBefore, unseenKinds, unseenSorts } from "../unseen-people";
import { typedAs, UserId } from "./fields";
import { Direction, Page } from "./listings";

const Days = z.int().min(1).max(mostDays);

export const UnseenListing = z.object({
  days: typedAs(readDays).catch(defaultDays),
  show: z.enum(unseenKinds).catch("inactive"),
  sort: z.enum(unseenSorts).catch("last_seen"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type UnseenListing = z.infer<typeof UnseenListing>;

/**
 * The named people, even without a last-seen date; without names, everyone not seen for that many days. The days count
 * back from the moment of the request, so that the change finds the same people each time it looks.
 */
export const DeactivateUnseen = z
  .object({
    accountId: z.string(),
    days: Days,
    userIds: z
      .array(UserId)
      .min(1, "Select someone first.")
      .max(selectionLimit, `Select at most ${selectionLimit} people, or choose everyone inactive.`)
      .optional(),
  })
  .transform(({ days, ...rest }) => ({ ...rest, before: unseenBefore(new Date(), days) }));
