import { getAccount } from "@/db/queries/accounts";
import { listTrueUpDays } from "@/db/queries/seat-history";
import { AccountPath } from "@/domain/input/accounts";
import { PeriodAddress, periodOf } from "@/domain/input/seat-history";
import { dayOf } from "@/domain/seat-history";
import type { TrueUpDay } from "@/domain/true-up";
import { csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";

const header = ["day", "used_seats", "total_seats", "over_by", "most_used", "true_up", "left_out_because"];

/** Each day of a period, three years at most. */
export const GET = staffRoute(AccountPath.extend(PeriodAddress.shape), async ({ asked, read, request }) => {
  const { accountId } = asked;
  const today = dayOf(new Date());
  const period = periodOf(asked, today);

  const { account, days } = await read(async (db) => ({
    account: await getAccount(db, accountId),
    days: await listTrueUpDays(db, accountId, period, today),
  }));
  return csvResponse(request, `seats-of-${account.name}-${period.from}-to-${period.to}.csv`, header, cellsOf(days));
});

async function* cellsOf(days: TrueUpDay[]) {
  for (const { day, used, total, over, peakUsed, owed, leftOut } of days) {
    yield [day, used, total, over, peakUsed, owed, leftOut?.reason ?? null];
  }
}
