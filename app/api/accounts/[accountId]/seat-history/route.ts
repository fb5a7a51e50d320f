import { findAccount } from "@/db/queries/accounts";
import { listSeatDays } from "@/db/queries/seat-history";
import { periodFrom } from "@/domain/input/seat-history";
import { dayOf, type SeatDay } from "@/domain/seat-history";
import { csvResponse } from "@/server/csv";
import { readQuery } from "@/server/query";
import { findStaff } from "@/server/session";

const header = ["day", "used_seats", "total_seats", "over_by", "most_used", "most_over"];

/** Each day of a period, three years at most. */
export async function GET(request: Request, { params }: RouteContext<"/api/accounts/[accountId]/seat-history">) {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { query, refused } = readQuery(request);
  if (refused) return refused;
  const { accountId } = await params;
  const period = periodFrom(query, dayOf(new Date()));

  const { account, days } = await signedIn.read(async (db) => ({
    account: await findAccount(db, accountId),
    days: await listSeatDays(db, accountId, period),
  }));
  if (!account) return Response.json({ error: "This account does not exist." }, { status: 404 });
  return csvResponse(request, `seats-of-${account.name}-${period.from}-to-${period.to}.csv`, header, cellsOf(days));
}

async function* cellsOf(days: SeatDay[]) {
  for (const { day, used, total, over, peakUsed, peakOver } of days) yield [day, used, total, over, peakUsed, peakOver];
}
