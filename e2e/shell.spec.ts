import { sampleAccounts } from "@/db/seed/companies";
import { expect, test } from "./fixtures";

test.beforeEach(({ signInAs }) => signInAs("support"));

test("every link of the navigation leads to the page of its name", async ({ page }) => {
  await page.goto("/");
  for (const name of ["Organizations", "People", "Imports", "Plans", "Audit log", "Staff", "Accounts"]) {
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });
    await link.click();
    await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect(page).toHaveTitle(new RegExp(`^${name}\\b`));
  }
});

test("every link of an account leads to its page, under the account's name", async ({ page }) => {
  await page.goto("/accounts/ciwpl");
  for (const name of ["Organizations", "People", "Overlap", "Seats", "Audit log"]) {
    const link = page.getByRole("navigation", { name: "Account" }).getByRole("link", { name, exact: true });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("heading", { level: 1, name: sampleAccounts.longName })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^${name} · The Consolidated`));
  }
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveTitle(/^The Consolidated/);
});

test("the theme that was chosen stays", async ({ page }) => {
  await page.goto("/accounts");
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("on a phone the navigation opens from its button and closes behind the page chosen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/accounts");
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await navigation.getByRole("link", { name: "Staff" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Staff" })).toBeVisible();
  await expect(navigation).toBeHidden();
});

test.describe("an address that names nothing", () => {
  test.use({ expectedErrors: [/status of 404/] });

  for (const address of [
    "/accounts/nobody",
    "/accounts/nobody/seats",
    "/imports/999999",
    "/imports/x",
    "/people/999999999",
    "/nowhere",
  ]) {
    test(`${address} is not found, and leads on`, async ({ page }) => {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible();
      await page.getByRole("link", { name: "Go to accounts" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
    });
  }
});
