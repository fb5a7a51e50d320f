import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { organizations } from "@/db/schema/organizations";
import { createAccount, createOrganization, createUser, unique } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { expectFigures, expectRow, rowOf } from "./screen";

const createLogins = async (count: number) => {
  const people = await Promise.all(Array.from({ length: count }, () => createUser()));
  return people.flatMap(({ owners }) => owners);
};

async function refreshSuggestions(page: Page): Promise<void> {
  await page.goto("/organizations");
  await page.getByRole("link", { name: "Suggestions" }).click();
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Refreshed." })).toBeVisible();
}

test("a rep finds an organization that shares people with an account and attaches it", async ({ page, signInAs }) => {
  const account = await createAccount({ planSeatCount: 20 });
  await db.update(accounts).set({ unitPriceCents: 1000 }).where(eq(accounts.id, account.id));
  const [here, newcomers] = [await createLogins(4), await createLogins(2)];
  await createOrganization(here, { account });
  const near = await createOrganization([...here, ...newcomers]);
  const far = await createOrganization(here.slice(0, 1));
  await signInAs("account_rep");
  await refreshSuggestions(page);
  await page.getByLabel("Search suggestions").fill(near.login);
  const cluster = page.getByRole("article");
  await expect(cluster).toHaveCount(1);
  await expectFigures(cluster.getByLabel("Seats apart and together"), {
    "Seats charged today": "10",
    "Seats in one pool": "6",
    "Seats saved": "4",
  });
  await expectFigures(cluster.getByLabel("Money in one pool"), {
    "Billed per organization": "$100",
    Contract: "$200",
    Needed: "$60",
    "Difference per month": "$100 more than per organization",
    "Unused in the contract": "$140",
  });
  await cluster.getByRole("link", { name: account.name, exact: true }).click();
  await page.getByRole("link", { name: "Organizations" }).and(page.locator("nav[aria-label=Account] a")).click();

  const suggestions = page.getByRole("table", { name: "Suggestions" });
  await expectRow(suggestions, near.login, {
    "Shared people": "4",
    "Of its people": "66% of 6",
    "New seats": "2",
    "Used seats": "4 → 6",
  });
  await expect(suggestions.getByRole("rowheader")).toHaveText([near.login, far.login]);
  await expectAccessible(page);

  await page.getByRole("link", { name: `Attach ${near.login}` }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expectFigures(preview, { "Used seats before": "4", "Used seats after": "6", "New seats": "2" });
  await preview.getByLabel("Reason").fill("Their people are ours");
  await preview.getByRole("button", { name: "Attach 1 organization" }).click();
  await expect(rowOf(page.getByRole("table", { name: "Organizations", exact: true }), near.login)).toBeVisible();
  await expect(rowOf(suggestions, near.login)).toHaveCount(0);
  await expect(rowOf(suggestions, far.login)).toBeVisible();
});

test("a rep makes an account for organizations that Stripe says are one customer's", async ({ page, signInAs }) => {
  const shared = await createLogins(2);
  const code = unique();
  const one = await createOrganization(shared, { login: `thistledown-${code}` });
  const two = await createOrganization(shared, { login: `thistledown-docs-${code}` });
  const stripeSubscriptionId = `sub_${randomUUID().slice(0, 8)}`;
  await db
    .update(organizations)
    .set({ stripeSubscriptionId, planSeatCount: 30 })
    .where(inArray(organizations.id, [one.id, two.id]));
  await signInAs("account_rep");
  await refreshSuggestions(page);
  await page.getByLabel("Evidence").selectOption({ label: "Stripe" });
  await page.getByLabel("Search suggestions").fill(one.login);
  await expect(page).toHaveURL(/q=.*evidence=stripe/);

  const cluster = page.getByRole("article").filter({ hasText: stripeSubscriptionId });
  await expect(cluster).toContainText("30 seats sold, 2 × 30 usable. 2 people are in two or more of them.");
  await expectAccessible(page);
  await cluster.getByRole("link", { name: "New account for 2 organizations" }).click();

  const planSeats = page.getByLabel("Plan seats");
  await expect(page.getByLabel("Name")).toHaveValue("Thistledown");
  await expect(planSeats).toHaveValue("30");
  await expect(planSeats).toHaveAccessibleDescription(/Filled in from the old plans of these organizations/);
  await expectFigures(page.getByRole("region", { name: "Preview" }), {
    "Seats needed": "2",
    "Overlapping people": "2",
    "Total seats": "30",
  });
  await expectAccessible(page);
  await page.getByLabel("Name").fill(`Thistledown ${stripeSubscriptionId}`);
  await page.getByLabel("Reason").fill("One customer after all");
  await page.getByRole("button", { name: "Create account" }).click();
  await expectFigures(page.getByLabel("Seat totals", { exact: true }), {
    "Used seats": "2",
    "Total seats": "30",
    Organizations: "2",
  });

  await page.goto(`/organizations/suggestions?q=${one.login}`);
  await expect(page.getByText("No suggestion matches.")).toBeVisible();
});

test("the sample world has suggestions as soon as the console is there, for support to look at", async ({
  page,
  signInAs,
}) => {
  await signInAs("support");
  await expect(async () => {
    await page.goto("/organizations/suggestions");
    await expect(page.getByRole("article").first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByRole("button", { name: "Refresh now" })).toBeDisabled();
  await expect(page.getByText("Only admins and account reps can do this.")).toBeVisible();

  await page.goto("/accounts/okto/organizations");
  await expect(rowOf(page.getByRole("table", { name: "Suggestions" }), "okto-research")).toBeVisible();
});
