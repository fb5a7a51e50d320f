import { listAccounts } from "@/db/queries/accounts";
import { peopleOf } from "@/domain/accounts";
import { AccountListing } from "@/domain/input/listings";
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
];

/** The list of accounts as it is shown, all its pages. */
export const GET = staffRoute(AccountListing, async ({ asked, read, request }) => {
  const { rows } = await read((db) => listAccounts(db, asked, { isWhole: true }));
  return csvResponse(request, "accounts.csv", header, cellsOf(rows));
});

async function* cellsOf(accounts: Awaited<ReturnType<typeof listAccounts>>["rows"]) {
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
    ];
  }
}
