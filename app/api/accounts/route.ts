import { listAccounts } from "@/db/queries/accounts";
import { listPlanPrices } from "@/db/queries/plans";
import { peopleOf } from "@/domain/accounts";
import { formatDollars } from "@/domain/format";
import { AccountListing } from "@/domain/input/listings";
import { unitPriceOf } from "@/domain/money";
import { savingsColumns, savingsNames, savingsOf } from "@/domain/savings";
import { doubleCounted, seatTotals } from "@/domain/seats";
import { csvResponse } from "@/server/csv";
import { staffRoute } from "@/server/route";

const header = [
  "account",
  "state",
  "delinquent",
  "plan",
  "organizations",
  "people",
  "used_seats",
  "total_seats",
  "double_counted",
  "over_by",
  "unit_price_usd",
  ...savingsNames.map((name) => `${savingsColumns[name]}_usd`),
];

/** The list of accounts as it is shown, all its pages. */
export const GET = staffRoute(AccountListing, async ({ asked, read, request }) => {
  const { rows, prices } = await read(async (db) => {
    const { rows } = await listAccounts(db, asked, { isWhole: true });
    return { rows, prices: await listPlanPrices(db, [...new Set(rows.map(({ plan }) => plan))]) };
  });
  return csvResponse(request, "accounts.csv", header, cellsOf(rows, prices));
});

type Accounts = Awaited<ReturnType<typeof listAccounts>>["rows"];

async function* cellsOf(accounts: Accounts, prices: ReadonlyMap<string, number | null>) {
  for (const account of accounts) {
    const { used, total, over } = seatTotals(account, account.usedSeatCount);
    yield [
      account.name,
      account.closedAt ? "closed" : account.isActive ? "active" : "inactive",
      account.isDelinquent,
      account.plan,
      account.organizationCount,
      peopleOf(account),
      used,
      total,
      doubleCounted({ organizationSeats: account.organizationSeatCount, used }),
      over,
      ...moneyOf(account, prices.get(account.plan) ?? null),
    ];
  }
}

/** Per month. Blank if the price is unknown, and for a closed account, which pays nothing. */
function moneyOf(account: Accounts[number], planPriceCents: number | null): (string | null)[] {
  const price = account.closedAt ? undefined : unitPriceOf(account, { unitPriceCents: planPriceCents });
  if (!price) return [null, ...savingsNames.map(() => null)];
  const savings = savingsOf(account, price.cents);
  return [formatDollars(price.cents), ...savingsNames.map((name) => formatDollars(savings[name].monthly))];
}
