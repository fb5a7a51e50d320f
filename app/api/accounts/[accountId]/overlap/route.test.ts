import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET } from "./route";

async function download(account: { id: string }, query = "") {
  const request = new Request(`http://localhost/api/accounts/${account.id}/overlap${query}`);
  return GET(request, { params: Promise.resolve({ accountId: account.id }) });
}

/** Ann is in both organizations, Bo and Cy in one. */
async function createOverlap(prefix: string) {
  const account = await createAccount({ planSeatCount: 9, name: `Overlap ${prefix}` });
  const ann = await createUser({ name: "Ann Lee", login: `${prefix}-ann` });
  const [bo, cy] = [await createUser(), await createUser()];
  const web = await createOrganization(
    [ann, bo, cy].flatMap(({ owners }) => owners),
    { account, login: `${prefix}-web` },
  );
  const api = await createOrganization([...ann.owners], { account, login: `${prefix}-api` });
  return { account, web, api };
}

beforeEach(async () => {
  await signInAs("support");
});

describe("the overlap of an account as CSV", () => {
  test("is every exact intersection and every pair", async () => {
    const { account } = await createOverlap("whole");
    const response = await download(account);
    expect(response.headers.get("content-disposition")).toContain('filename="overlap-of-Overlap-whole.csv"');
    expect((await response.text()).trimEnd().split("\n")).toEqual([
      "kind,organizations,people_with_a_seat,share_of_smaller_percent",
      "exact,whole-web,2,",
      "exact,whole-api + whole-web,1,",
      "pair,whole-api + whole-web,1,100",
    ]);
  });

  test.each([
    ["exact", "organizations,organization_count,people_with_a_seat", ["LISTED-web,1,2", "LISTED-api + LISTED-web,2,1"]],
    [
      "pairs",
      "organization,other_organization,shared_people,people_of_smaller,share_of_smaller_percent",
      ["LISTED-api,LISTED-web,1,1,100"],
    ],
    ["organizations", "organization,people_with_a_seat,shared,only_here", ["LISTED-web,3,1,2", "LISTED-api,1,1,0"]],
    ["degrees", "organizations,people_with_a_seat,double_counted", ["1,2,0", "2,1,1"]],
  ])("is the list of %s alone when it is asked for", async (list, header, rows) => {
    const { account } = await createOverlap(list);
    const response = await download(account, `?list=${list}`);
    expect(response.headers.get("content-disposition")).toContain(`-of-Overlap-${list}.csv"`);
    const lines = (await response.text()).trimEnd().split("\n");
    expect(lines).toEqual([header, ...rows.map((row) => row.replaceAll("LISTED", list))]);
  });

  test.each([
    [{ unitPriceCents: 1250, planSeatCount: 2, overage: "allow" as const }, "4,50.00,600.00", "1,12.50,150.00"],
    [{ unitPriceCents: null }, "4,,", "0,,"],
  ])("is what the account saves, with blank amounts while its price is unknown: %j", async (terms, billed, over) => {
    const { account } = await createOverlap(`savings-${terms.unitPriceCents}`);
    await db.update(accounts).set(terms).where(eq(accounts.id, account.id));
    const response = await download(account, "?list=savings");
    expect(response.headers.get("content-disposition")).toContain(`filename="savings-of-Overlap-savings-`);
    const lines = (await response.text()).trimEnd().split("\n");
    expect(lines[0]).toBe("amount,seats,per_month_usd,per_year_usd");
    expect(lines).toHaveLength(9);
    expect(lines).toContain(`billed_per_organization,${billed}`);
    expect(lines).toContain(`over_billed_on_top,${over}`);
  });

  test.each([
    ["?degree=1", 2],
    ["?degree=2", 1],
    ["?degree=3", 0],
  ])("is the people in that many organizations: %s", async (query, people) => {
    const { account } = await createOverlap(`degree-${people}`);
    expect((await (await download(account, query)).text()).trimEnd().split("\n")).toHaveLength(1 + people);
  });

  test("is the people in an organization, others included, and is named by what was chosen", async () => {
    const { account, web } = await createOverlap("inclusive");
    const response = await download(account, `?organization=${web.id}`);
    expect(response.headers.get("content-disposition")).toContain('filename="In-inclusive-web.csv"');
    expect((await response.text()).trimEnd().split("\n")).toHaveLength(1 + 3);
  });

  test("an empty account gives a header and no row", async () => {
    const empty = await createAccount();
    expect(await (await download(empty)).text()).toBe(
      "kind,organizations,people_with_a_seat,share_of_smaller_percent\n",
    );
  });

  test("is the people behind the chosen organizations", async () => {
    const { account, web, api } = await createOverlap("chosen");
    const response = await download(account, `?pair=${web.id},${api.id}`);
    expect((await response.text()).trimEnd().split("\n")).toEqual([
      "person,logins,activated_in",
      'Ann Lee,chosen-ann,"chosen-api, chosen-web"',
    ]);
  });

  test("is not found for an unknown account, and refused to the signed out", async () => {
    expect((await download({ id: "unknown" })).status).toBe(404);
    signOut();
    const response = await download({ id: "unknown" });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "Sign in first." });
  });
});
