import { z } from "zod";
import { undoShows } from "../undo";
import { SetNumbers } from "./activation";
import { Reason } from "./fields";
import { Page } from "./listings";

export const UndoListing = z.object({ show: z.enum(undoShows).catch("all"), page: Page });
export type UndoListing = z.infer<typeof UndoListing>;

const ChangeId = z.uuid();

/** The change in a page's address, or undefined, so that a mistyped address is "not found" and not an error. */
export function changeIdFrom(parameter: unknown): string | undefined {
  return ChangeId.safeParse(parameter).data;
}

export const UndoDeactivation = z.object({
  accountId: z.string(),
  changeId: ChangeId,
  expected: SetNumbers.extend({ set: z.string() }),
  reason: Reason,
});
