import { z } from "zod";
import { selectionLimit } from "../activation";
import { defaultDays, inactiveSorts, inactivities, mostDays, readDays } from "../stale";
import { SetNumbers } from "./activation";
import { Reason, typedAs, UserId } from "./fields";
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

/** Those named, also where it is unknown when they were seen; without names everybody who is known to be inactive. */
export const DeactivateInactive = z.object({
  accountId: z.string(),
  days: Days,
  userIds: z
    .array(UserId)
    .min(1, "Select somebody first.")
    .max(selectionLimit, `Select at most ${selectionLimit} people, or take everybody inactive.`)
    .optional(),
  expected: SetNumbers.extend({ seen: z.string() }),
  reason: Reason,
});
