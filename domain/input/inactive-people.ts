import { z } from "zod";
import { selectionLimit } from "../activation";
import { defaultDays, inactiveBefore, inactiveSorts, inactivities, mostDays, readDays } from "../inactive-people";
import { typedAs, UserId } from "./fields";
import { Direction, Page } from "./listings";

const Days = z.int().min(1).max(mostDays);

export const InactiveListing = z.object({
  days: typedAs(readDays).catch(defaultDays),
  show: z.enum(inactivities).catch("inactive"),
  sort: z.enum(inactiveSorts).catch("last_seen"),
  direction: Direction.catch("asc"),
  page: Page,
});
export type InactiveListing = z.infer<typeof InactiveListing>;

/**
 * The named people, even without a last-seen date; without names, everyone not seen for that many days. The days count
 * back from the moment of the request, so that the change finds the same people each time it looks.
 */
export const DeactivateInactive = z
  .object({
    accountId: z.string(),
    days: Days,
    userIds: z
      .array(UserId)
      .min(1, "Select someone first.")
      .max(selectionLimit, `Select at most ${selectionLimit} people, or choose everyone inactive.`)
      .optional(),
  })
  .transform(({ days, ...rest }) => ({ ...rest, before: inactiveBefore(new Date(), days) }));
