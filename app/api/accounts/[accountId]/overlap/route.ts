import { findAccount } from "@/db/queries/accounts";
import { listOrganizationsOf } from "@/db/queries/organizations";
import { listExactIntersections, listPairs, listPeopleBehind } from "@/db/queries/overlap";
import { parseListing } from "@/domain/listings";
import { chosenFrom, OverlapListing } from "@/domain/overlap";
import { csvResponse } from "@/server/csv";
import { findStaff } from "@/server/session";

/** Every exact intersection and every pair, or the people behind the chosen one. */
export async function GET(request: Request, { params }: RouteContext<"/api/accounts/[accountId]/overlap">) {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { accountId } = await params;
  const address = Object.fromEntries(new URL(request.url).searchParams);
  const chosen = chosenFrom(parseListing(OverlapListing, address));

  const { account, organizations, exact, pairs, behind } = await signedIn.read(async (db) => ({
    account: await findAccount(db, accountId),
    organizations: await listOrganizationsOf(db, accountId),
    exact: chosen ? undefined : await listExactIntersections(db, accountId),
    pairs: chosen ? undefined : await listPairs(db, accountId),
    behind: chosen && (await listPeopleBehind(db, accountId, chosen)),
  }));
  if (!account) return Response.json({ error: "This account does not exist." }, { status: 404 });

  const name = (ids: number[]) => {
    const named = organizations.filter(({ id }) => ids.includes(id));
    return named.map(({ login }) => login).join(" + ");
  };

  async function* overlap() {
    for (const { organizationIds, people } of exact?.rows ?? []) yield ["exact", name(organizationIds), people, null];
    for (const { organizationIds, people, peopleOfSmaller } of pairs?.rows ?? []) {
      yield ["pair", name(organizationIds), people, Math.floor((people * 100) / peopleOfSmaller)];
    }
  }

  async function* people() {
    for (const { name: person, logins, organizations } of behind?.rows ?? []) {
      yield [person, logins.join(", "), organizations.map(({ login }) => login).join(", ")];
    }
  }

  return chosen
    ? csvResponse(`${chosen.kind}-${name(chosen.organizationIds)}.csv`, ["person", "logins", "activated_in"], people())
    : csvResponse(
        `overlap-of-${account.name}.csv`,
        ["kind", "organizations", "people_with_a_seat", "share_of_smaller_percent"],
        overlap(),
      );
}
