import { readSnapshot } from "@/db/snapshot";
import { DomainError } from "@/domain/errors";
import type { Plan } from "@/domain/preview";
import { type Result, refused } from "@/domain/result";
import { action } from "@/server/action";
import type { PreviewedChange } from "@/server/change";

/** What a page shows of a change, and the word that confirms it. */
export function see<Asked, Input, Shows extends Plan, Data>(
  change: PreviewedChange<Asked, Input, Shows, Data>,
  asked: Asked,
): Promise<{ plan: Shows; preview: string }> {
  return readSnapshot((db) => change.weigh(db, change.read(asked)));
}

/** As somebody at a page does it: they see what a change would do, then confirm what they saw, now or before. */
export async function confirm<Asked, Input, Shows extends Plan, Data>(
  change: PreviewedChange<Asked, Input, Shows, Data>,
  asked: Asked,
  { reason = "Contract 12", ...seen }: { reason?: string; ticket?: string; preview?: string } = {},
): Promise<Result<Data>> {
  try {
    const preview = seen.preview ?? (await see(change, asked)).preview;
    return await action(change)({ ...asked, reason, ticket: seen.ticket, preview });
  } catch (error) {
    // Where there is nothing to look at, there is nothing to confirm.
    if (error instanceof DomainError) return refused(error);
    throw error;
  }
}
