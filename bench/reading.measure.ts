import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { listAccountPeople } from "@/db/queries/account-people";
import { countBySeats, findAccount, listAccounts, listPlansInUse, sumAccounts } from "@/db/queries/accounts";
import { listChanges, listLatestChanges } from "@/db/queries/audit-log";
import { listOrganizationMembers } from "@/db/queries/organization-members";
import { listOrganizationSeats } from "@/db/queries/organization-seats";
import { listOrganizations, listOrganizationsOf } from "@/db/queries/organizations";
import { listCombinations } from "@/db/queries/overlap";
import { listPeople } from "@/db/queries/people";
import { search } from "@/db/queries/search/search";
import { listTrueUpDays } from "@/db/queries/seat-history";
import { countAttach, countDetach } from "@/db/queries/seats";
import { countAttachOfEach, listSuggestedOrganizations } from "@/db/queries/suggestions/organization-suggestions";
import { readSnapshot } from "@/db/snapshot";
import { AuditLogListing } from "@/domain/input/audit-log";
import {
  AccountListing,
  AccountOrganizationListing,
  AccountPeopleListing,
  OrganizationListing,
  PeopleListing,
} from "@/domain/input/listings";
import { OrganizationPage } from "@/domain/input/organization";
import { periodFrom } from "@/domain/input/seat-history";
import { pageSize } from "@/domain/listings";
import { dayOf } from "@/domain/seat-history";
import { refreshSuggestions } from "@/server/suggestions/refresh-suggestions";
import * as fromScratch from "./from-scratch";
import { findLandmarks, type Landmarks } from "./landmarks";
import { addMeasured, measure, measureFor, printMeasured, timeOf } from "./measuring";

let world: Landmarks;
beforeAll(async () => {
  world = await findLandmarks();
  if (world.scale < 1 / 100) measureFor(50);
});
afterAll(() => printMeasured("Reading"));

/** As its page reads it. */
const listOfAccounts = (asked: object) => () =>
  readSnapshot(async (db) => {
    const listing = AccountListing.parse(asked);
    const [found, sums] = [await listAccounts(db, listing), await sumAccounts(db, listing)];
    return { found, sums, counts: await countBySeats(db, listing), plans: await listPlansInUse(db) };
  });

test("list of accounts", async () => {
  const budget = 25;
  await measure({
    name: "accounts, first page",
    budget,
    run: listOfAccounts({ status: "all" }),
    number: ({ sums }) => sums.used,
    fromScratch: fromScratch.seatsOfAll,
  });
  await measure({
    name: "accounts, last page by seats used",
    budget,
    run: listOfAccounts({ sort: "used", direction: "asc", page: Math.ceil((world.scale * 19_000) / pageSize) }),
  });
  await measure({
    name: "accounts, nearly full",
    budget,
    run: listOfAccounts({ seats: "nearly_full", sort: "people", direction: "desc" }),
  });
  await measure({ name: "accounts, searched", budget, run: listOfAccounts({ q: "rob" }) });
});

test("pages of the large account", async () => {
  const { large, ordinary } = world;
  const largest = AccountOrganizationListing.parse({ sort: "activated", direction: "desc" });
  const overview = (accountId: string) => () =>
    readSnapshot(async (db) => ({
      account: (await findAccount(db, accountId))!,
      organizations: await listOrganizationsOf(db, accountId),
      largest: await listOrganizationSeats(db, accountId, largest, 10),
      changes: await listLatestChanges(db, accountId, 5),
      days: await listTrueUpDays(db, accountId, periodFrom({}, dayOf(new Date())), dayOf(new Date())),
    }));
  await measure({
    name: "overview, large account",
    budget: 50,
    run: overview(large),
    number: ({ account }) => account.usedSeatCount,
    fromScratch: fromScratch.seatsOf(large),
  });
  await measure({
    name: "overview, ordinary account",
    budget: 50,
    run: overview(ordinary),
    number: ({ account }) => account.usedSeatCount,
    fromScratch: fromScratch.seatsOf(ordinary),
  });
  await measure({
    name: "organizations, large account",
    budget: 50,
    run: () => readSnapshot((db) => listOrganizationSeats(db, large, AccountOrganizationListing.parse({}))),
    number: ({ rows }) => rows.reduce((sum, { activated }) => sum + activated, 0),
    fromScratch: fromScratch.activatedOf(large),
  });
  await measure({
    name: "overlap, large account",
    budget: 400,
    run: () => readSnapshot((db) => listCombinations(db, large)),
    number: (combinations) => combinations.length,
    fromScratch: fromScratch.combinationsOf(large),
  });
  const people = (asked: object) => () =>
    readSnapshot((db) => listAccountPeople(db, large, AccountPeopleListing.parse(asked)));
  await measure({
    name: "people, large account, deep in the list",
    budget: 50,
    run: people({ page: Math.ceil((world.scale * 90_000) / pageSize) }),
    number: ({ total }) => total,
    fromScratch: fromScratch.membersOf(large),
  });
  await measure({ name: "people, large account, searched", budget: 50, run: people({ q: "lindq" }) });
  await measure({
    name: "people, large account, overlapping",
    budget: 50,
    run: people({ overlap: "overlapping", sort: "organizations", direction: "desc" }),
  });
});

test("lists over everything", async () => {
  const deep = Math.ceil((world.scale * 900_000) / pageSize);
  await measure({
    name: "people, deep in the list",
    budget: 50,
    run: () => readSnapshot((db) => listPeople(db, PeopleListing.parse({ page: deep }))),
    number: ({ total }) => total,
    fromScratch: fromScratch.everybody,
  });
  await measure({
    name: "people, by organizations",
    budget: 50,
    run: () => readSnapshot((db) => listPeople(db, PeopleListing.parse({ sort: "organizations", direction: "desc" }))),
  });
  await measure({
    name: "people, searched",
    budget: 50,
    run: () => readSnapshot((db) => listPeople(db, PeopleListing.parse({ q: "lindq" }))),
  });
  await measure({
    name: "organizations",
    budget: 50,
    run: () => readSnapshot((db) => listOrganizations(db, OrganizationListing.parse({}))),
  });
  await measure({
    name: "audit log",
    budget: 50,
    run: () => readSnapshot((db) => listChanges(db, AuditLogListing.parse({}))),
  });
  const { id } = world.prospect;
  await measure({
    name: "members of an organization",
    budget: 50,
    run: () => readSnapshot((db) => listOrganizationMembers(db, id, OrganizationPage.parse({}))),
  });
});

test("search over everything", async () => {
  for (const text of ["lind", "valentina zhou", "mlindqvist4", "bab", "zho", "@"]) {
    await measure({
      name: `search, "${text}"`,
      budget: 50,
      run: () => readSnapshot((db) => search(db, text)),
      ...(text === "lind" && { fromScratch: fromScratch.namedLike(text) }),
    });
  }
});

test("previews", async () => {
  const { large, prospect, roster } = world;
  await measure({
    name: `attach ${prospect.members.toLocaleString("en-US")} to the large account, preview`,
    budget: 50,
    run: () => readSnapshot((db) => countAttach(db, large, [prospect.id])),
    number: ({ usedAfter }) => usedAfter,
    fromScratch: fromScratch.seatsWith(large, prospect.id),
  });
  await measure({
    name: "detach from the large account, preview",
    budget: 50,
    run: () => readSnapshot((db) => countDetach(db, large, [roster.id])),
    number: ({ usedAfter }) => usedAfter,
    fromScratch: fromScratch.seatsWithout(large, roster.id),
  });
});

test("suggestions", async () => {
  const { large } = world;
  const job = { kind: "system", job: "bench" } as const;
  expect(await refreshSuggestions(job)).toBe("refreshed");
  const times = [await timeOf(() => refreshSuggestions(job)), await timeOf(() => refreshSuggestions(job))];
  addMeasured({ name: "suggestions for everybody, in the background", times, budget: undefined });
  await measure({
    name: "suggestions, large account",
    budget: 50,
    run: () => readSnapshot((db) => listSuggestedOrganizations(db, large, 1)),
    fromScratch: fromScratch.suggestionsFor(large),
  });
  const { rows } = await listSuggestedOrganizations(db, large, 1);
  const ids = rows.map(({ id }) => id);
  await measure({
    name: "seats of five suggestions, after their page",
    run: () => readSnapshot((db) => countAttachOfEach(db, large, ids)),
  });
});
