import { getAccount } from "@/db/queries/accounts";
import { listSeatDays } from "@/db/queries/seat-history";
import { AccountPath } from "@/domain/input/accounts";
import { PeriodAddress, periodOf } from "@/domain/input/seat-history";
import { dayOf, type SeatDay } from "@/domain/seat-history";
import { csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";

const header = ["day", "used_seats", "total_seats", "over_by", "most_used", "most_over"];

/** Each day of a period, three years at most. */
export const GET = staffRoute(AccountPath.extend(PeriodAddress.shape), async ({ asked, read, request }) => {
  const { accountId } = asked;
  const period = periodOf(asked, dayOf(new Date()));

  const { account, days } = await read(async (db) => ({
    account: await getAccount(db, accountId),
    days: await listSeatDays(db, accountId, period),
  }));
  return csvResponse(request, `seats-of-${account.name}-${period.from}-to-${period.to}.csv`, header, cellsOf(days));
});

async function* cellsOf(days: SeatDay[]) {
  for (const { day, used, total, over, peakUsed, peakOver } of days) yield [day, used, total, over, peakUsed, peakOver];
}
