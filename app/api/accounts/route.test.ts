import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET } from "./route";

const get = (query: string) => GET(new NextRequest(`http://localhost/api/accounts?${query}`));

test("support downloads the list as it is filtered and sorted, every page of it", async () => {
  await signInAs("support");
  const family = crypto.randomUUID().slice(0, 8);
  for (let index = 0; index < 60; index++) await createAccount({ name: `${family} ${index}`, planSeatCount: index });
  await createAccount({ name: `${family} inactive`, isActive: false });

  const response = await get(`q=${family}&sort=total&direction=desc&page=2`);
  expect(response.headers.get("content-type")).toContain("text/csv");
  const [header, ...lines] = (await response.text()).trimEnd().split("\n");
  expect(header).toBe(
    "account,state,delinquent,plan,organizations,people,used_seats,total_seats,double_counted,over_by," +
      "unit_price_usd,billed_per_organization_usd,contract_usd,over_billed_on_top_usd,needed_usd,saved_usd," +
      "more_than_per_organization_usd,unused_in_contract_usd,under_billed_usd",
  );
  expect(lines).toHaveLength(60);
  expect(lines[0]).toBe(`${family} 59,active,false,users-enterprisem,0,0,0,59,0,0,,,,,,,,,`);
  expect(lines.at(-1)).toContain(`${family} 0,`);
});

test("people count beside seats, what is over is named, and so is what is saved", async () => {
  await signInAs("support");
  const account = await createAccount({ planSeatCount: 1, overage: "allow", name: `=${crypto.randomUUID()}` });
  const owners = [await createUser(), await createUser(), await createUser({ isStudent: true })].flatMap(
    (person) => person.owners,
  );
  await createOrganization(owners, { account });
  await createOrganization(owners, { account });
  await db.update(accounts).set({ unitPriceCents: 900 }).where(eq(accounts.id, account.id));

  const [, line] = (await (await get(`q=${account.name}`)).text()).split("\n");
  expect(line).toBe(
    `'${account.name},active,false,users-enterprisem,2,3,2,1,2,1,9.00,36.00,9.00,9.00,18.00,18.00,0.00,0.00,0.00`,
  );
});

test("signed out gets nothing but 401", async () => {
  signOut();
  const response = await get("");
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ error: "Sign in first." });
});
