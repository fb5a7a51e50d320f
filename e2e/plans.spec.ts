import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { plans } from "@/db/schema/plans";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, expectFigures, expectRow, lastChange, rowOf } from "./screen";

const newPlan = () => {
  const id = randomUUID().slice(0, 8);
  return { name: `users-e2e-${id}`, title: `Enterprise ${id}, yearly` };
};

async function createPlan(unitPriceCents: number | null) {
  const [plan] = await db
    .insert(plans)
    .values({ ...newPlan(), tier: "enterprise", billingRate: "annually", unitPriceCents })
    .returning();
  return plan!;
}

/** Three people with a seat, two of them in both organizations: five seats if each organization were billed. */
async function createOverlap(plan: string) {
  const account = await createAccount({ planSeatCount: 2, overage: "allow" });
  await db.update(accounts).set({ plan }).where(eq(accounts.id, account.id));
  const [ann, bo, cy] = [await createUser(), await createUser(), await createUser()];
  await createOrganization([...ann.owners, ...bo.owners, ...cy.owners], { account });
  await createOrganization([...ann.owners, ...bo.owners], { account });
  return account;
}

test("an admin adds a plan and changes its price, and what an account saves moves with it", async ({
  page,
  signInAs,
}) => {
  const { name, title } = newPlan();
  await signInAs("admin");
  await page.goto("/accounts");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Plans" }).click();
  const table = page.getByRole("table", { name: "Plans" });
  await expectRow(table, "Pro, yearly", { Name: "users-pr-inappy", "Billing rate": "Annually", "Unit price": "$10" });
  await expectRow(table, "Enterprise Cloud, yearly", { Tier: "Enterprise", "Unit price": "by contract" });

  await page.getByRole("button", { name: "Add plan" }).click();
  const adding = page.getByRole("dialog", { name: "Add plan" });
  await adding.getByLabel("Name").fill(name);
  await adding.getByLabel("Title").fill(title);
  await adding.getByLabel("Billing rate").selectOption({ label: "Annually" });
  await adding.getByLabel("Unit price").fill("8.50");
  await confirmDialog(page, "Add plan", "A new offer");
  await expectRow(table, title, { Name: name, "Unit price": "$8.50", "On sale": "yes", Accounts: "0" });

  const account = await createOverlap(name);
  const money = page.getByLabel("Money", { exact: true });
  await page.goto(`/accounts/${account.id}`);
  await expectFigures(money, {
    "Unit price": "$8.50",
    "Billed per organization": "$42.50",
    Contract: "$17",
    "Over, billed on top": "$8.50",
    Needed: "$25.50",
    "Saved per month": "$17",
    "Saved per year": "$204",
    "Unused in the contract": "$0",
  });

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy summary" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Summary copied." })).toBeVisible();
  const summary = await page.evaluate(() => navigator.clipboard.readText());
  expect(summary.split("\n")[0]).toMatch(`${account.name}, seats as of `);
  expect(summary).toContain("Saved: $17 a month, $204 a year (2 seats)");

  await page.goto("/plans");
  await rowOf(table, title).getByRole("button", { name: "Change" }).click();
  const changing = page.getByRole("dialog", { name: "Change" });
  await expect(changing).toContainText("1 account uses this price.");
  await changing.getByLabel("Unit price").fill("10");
  await expectFigures(changing.getByLabel("Before and after"), { "Unit price": "$8.50 → $10" });
  await expect(changing).toContainText("For it, a seat will cost $10 (until now $8.50).");
  await confirmDialog(page, "Change", "Autumn prices");
  await expectRow(table, title, { "Unit price": "$10", Accounts: `1 on ${title}` });

  await rowOf(table, title).getByRole("link", { name: "1 on" }).click();
  await expect(rowOf(page.getByRole("table", { name: "Accounts" }), account.name)).toBeVisible();
  await page.goto(`/accounts/${account.id}`);
  await expectFigures(money, { "Saved per month": "$20", "Saved per year": "$240" });
  await page.goto(`/audit-log?q=${encodeURIComponent("Autumn prices")}`);
  await expect(page.getByRole("table", { name: "Audit log" })).toContainText("unit price $8.50 → $10");
});

test("a contract that costs more than its organizations is no saving, and the text can be copied by hand", async ({
  page,
  signInAs,
}) => {
  const plan = await createPlan(1000);
  const account = await createOverlap(plan.name);
  await db.update(accounts).set({ planSeatCount: 9 }).where(eq(accounts.id, account.id));
  await signInAs("support");
  await page.goto(`/accounts/${account.id}/overlap`);
  const money = page.getByLabel("Money", { exact: true });
  await expectFigures(money, {
    "Billed per organization": "$50",
    Contract: "$90",
    Needed: "$30",
    "Difference per month": "$40 more than per organization",
    "Difference per year": "$480 more than per organization",
    "Unused in the contract": "$60",
  });
  await expect(money).not.toContainText("Saved");
  await page.getByText("How this is calculated").click();
  await expect(page.getByText("Contract: 9 plan seats × $10 a month.")).toBeVisible();
  await expectAccessible(page);

  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: "Copy summary" }).click();
  await expect(page.getByRole("textbox", { name: "Copy summary" })).toHaveValue(
    /Difference: \$40 a month more than per organization/,
  );
});

test("a name that there is already, and a price that is none, are refused at their fields", async ({
  page,
  signInAs,
}) => {
  await signInAs("admin");
  await page.goto("/plans?add=plan");
  const dialog = page.getByRole("dialog", { name: "Add plan" });
  await dialog.getByLabel("Name").fill("users-pr-inappm");
  await dialog.getByLabel("Title").fill("Pro again");
  await dialog.getByLabel("Unit price").fill("twelve");
  await dialog.getByLabel("Reason").fill("A slip");
  await dialog.getByRole("button", { name: "Add plan", exact: true }).click();
  await expect(dialog.getByLabel("Unit price")).toHaveAccessibleDescription(/Enter US dollars, such as 12 or 12\.50/);
  await expect(dialog.getByLabel("Unit price")).toBeFocused();

  await dialog.getByLabel("Unit price").fill("12");
  await dialog.getByRole("button", { name: "Add plan", exact: true }).click();
  await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/plan with this name already exists/);
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expect(dialog.getByLabel("Title")).toHaveValue("Pro again");
});

test("a plan that somebody else changed meanwhile shows theirs, and keeps what was typed", async ({
  page,
  context,
  signInAs,
}) => {
  const plan = await createPlan(800);
  const address = `/plans?change=${plan.name}`;
  await signInAs("admin");
  await page.goto(address);
  const dialog = page.getByRole("dialog", { name: "Change" });
  await dialog.getByLabel("Title").fill("Enterprise, huge");
  await dialog.getByLabel("Reason").fill("It is huge");

  const otherTab = await context.newPage();
  await otherTab.goto(address);
  await otherTab.getByRole("dialog").getByLabel("Unit price").fill("");
  await confirmDialog(otherTab, "Change", "By contract from now on");

  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Check them again, then confirm.");
  await expect(dialog.getByLabel("Unit price")).toHaveValue("");
  await expect(dialog.getByLabel("Title")).toHaveValue("Enterprise, huge");
  await expect(dialog.getByLabel("Reason")).toHaveValue("It is huge");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expectRow(page.getByRole("table", { name: "Plans" }), "Enterprise, huge", {
    Name: plan.name,
    "Unit price": "by contract",
  });
});

test("an account without a price says so, and a rep gives it one of its own", async ({ page, signInAs }) => {
  const { name } = await createPlan(null);
  const account = await createOverlap(name);
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByText(/is sold by contract, so what overlap is worth is unknown/)).toBeVisible();
  await expect(page.getByLabel("Money", { exact: true })).toHaveCount(0);

  await page.getByRole("link", { name: "Set the account's own price" }).click();
  await page.getByLabel("Unit price").fill("9.5");
  await expectFigures(page.getByLabel("Before and after"), {
    "Unit price": "by contract → $9.50",
    "Plan seats per month": "unknown → $19",
    "Over per month": "unknown → $9.50",
  });
  await page.getByLabel("Reason").fill("Contract 12");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(page)).toContainText("Saved the seat plan");
  await page.getByRole("link", { name: "Overview" }).click();
  await expectFigures(page.getByLabel("Money", { exact: true }), { "Unit price": "$9.50", "Saved per year": "$228" });
  await expectAccessible(page);
});

test("a rep sees the plans and their dialogs, and why they change none", async ({ page, signInAs }) => {
  await signInAs("account_rep");
  await page.goto("/plans");
  await expect(page.getByRole("button", { name: "Add plan" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Add plan" })).toHaveAccessibleDescription("Only admins can do this.");
  const row = rowOf(page.getByRole("table", { name: "Plans" }), "Pro, monthly");
  await expect(row.getByRole("button", { name: "Change" })).toBeDisabled();

  await page.goto("/plans?change=users-pr-inappm");
  const dialog = page.getByRole("dialog", { name: "Change" });
  await expect(dialog.getByRole("button", { name: "Change", exact: true })).toBeDisabled();
  await expect(dialog.getByLabel("Unit price")).toBeDisabled();
  await expectAccessible(page);
});
