import type { NextRequest } from "next/server";
import { listAccounts } from "@/db/queries/accounts";
import { peopleOf } from "@/domain/accounts";
import { AccountListing, parseListing } from "@/domain/input/listings";
import { doubleCounted, seatTotals } from "@/domain/seats";
import { csvResponse } from "@/server/csv";
import { readQuery } from "@/server/query";
import { findStaff } from "@/server/session";

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
export async function GET(request: NextRequest) {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { query, refused } = readQuery(request);
  if (refused) return refused;

  const listing = parseListing(AccountListing, query);
  const { rows } = await signedIn.read((db) => listAccounts(db, listing, { isWhole: true }));
  return csvResponse(request, "accounts.csv", header, cellsOf(rows));
}

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
