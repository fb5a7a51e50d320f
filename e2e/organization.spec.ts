import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { organizations } from "@/db/schema/organizations";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { expectFigures } from "./screen";

test("an organization's page names its account, plan, members and history, and leads to each step", async ({
  page,
  signInAs,
}) => {
  await signInAs("account_rep");
  const account = await createAccount({ planSeatCount: 5 });
  const [ann, bo] = [await createUser({ name: "Ann Lee" }), await createUser({ name: "Bo Berg" })];
  const organization = await createOrganization([...ann.owners, ...bo.owners], { isActivated: false });
  const plan = { planSeatCount: 1200, stripeCustomerId: "cus_Sample" };
  await db.update(organizations).set(plan).where(eq(organizations.id, organization.id));

  await page.goto("/organizations");
  await page.getByLabel("Search organizations").fill(organization.login);
  await page.getByRole("table", { name: "Organizations" }).getByRole("link", { name: organization.login }).click();
  await expect(page.getByRole("heading", { level: 1, name: organization.login })).toBeVisible();
  await expectFigures(page.getByLabel("Organization", { exact: true }), {
    Account: "none",
    "Old plan seats": "1,200",
    "Stripe customer": "cus_Sample",
    "Stripe subscription": "none",
  });
  await expect(page.getByRole("link", { name: "cus_Sample" })).toHaveAttribute(
    "href",
    "https://dashboard.stripe.com/customers/cus_Sample",
  );
  const members = page.getByRole("table", { name: "Members" });
  await expect(members.getByRole("rowheader")).toHaveText([/^Ann Lee/, /^Bo Berg/]);
  await page.getByLabel("Search members").fill("bo b");
  await expect(members.getByRole("rowheader")).toHaveText([/^Bo Berg/]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(lines).toEqual([
    "person_id,person,login,role,activated,last_seen_at",
    `${bo.id},Bo Berg,${bo.owners[0]!.login},member,false,`,
  ]);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Attach" }).click();
  const dialog = page.getByRole("dialog", { name: `Attach ${organization.login}` });
  await dialog.getByLabel("Find account").fill(account.name);
  await expectAccessible(page);
  await dialog.getByRole("link", { name: account.name }).click();
  await page.getByLabel("Reason").fill("Contract 12");
  await page.getByRole("button", { name: "Attach 1 organization" }).click();
  await page.getByRole("table", { name: "Organizations" }).getByRole("link", { name: organization.login }).click();
  await expectFigures(page.getByLabel("Organization", { exact: true }), { Account: account.name });
  await expect(page.getByRole("table", { name: "History" })).toContainText("Attached organization");
  await page.getByRole("button", { name: "Detach" }).click();
  await expect(page.getByRole("dialog", { name: `Detach ${organization.login}` })).toBeVisible();
});

test.describe("an address of nothing", () => {
  test.use({ expectedErrors: [/status of 404/] });

  test("is not found", async ({ page, signInAs }) => {
    await signInAs("support");
    for (const id of ["999999999", "acme"]) {
      await page.goto(`/organizations/${id}`);
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Not found");
    }
  });
});
