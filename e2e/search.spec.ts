import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { organizations } from "@/db/schema/organizations";
import { formerLogins } from "@/db/schema/people";
import { createAccount, createOrganization, createUser, unique } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { pressEnter } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("support"));

/** The search over everything, open on a page. */
async function openSearch(page: Page) {
  await page.goto("/staff");
  await expect(page.getByRole("button", { name: "Search", exact: true })).toContainText("Ctrl K");
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Search" });
  const box = dialog.getByRole("combobox", { name: "Search everything" });
  await expect(box).toBeFocused();
  return { dialog, box, option: (name: string | RegExp) => dialog.getByRole("option", { name }) };
}

test("an organization is found and opened with the keyboard alone", async ({ page }) => {
  const key = unique();
  const account = await createAccount({ name: `Findable ${key}` });
  await createOrganization([], { account, login: `first-${key}` });
  await createOrganization([], { account, login: `second-${key}` });
  const { dialog, box, option } = await openSearch(page);
  await expect(box).toHaveAttribute("aria-expanded", "false");

  await page.keyboard.type(`  ${key.toUpperCase()}`);
  await expect(dialog.getByRole("status")).toHaveText("3 found");
  await expect(box).toHaveAttribute("aria-expanded", "true");
  await expect(option(`Findable ${key} 2 organizations`)).toHaveAttribute("aria-selected", "true");
  const group = dialog.getByRole("listbox", { name: "Found" }).getByRole("group", { name: "Organizations" });
  await expect(group.getByRole("option")).toHaveText([/^first-/, /^second-/]);

  await page.keyboard.press("ArrowDown");
  await expect(option(`first-${key}`)).toHaveAttribute("aria-selected", "true");
  const active = await box.getAttribute("aria-activedescendant");
  await expect(option(`first-${key}`)).toHaveAttribute("id", active!);
  await page.keyboard.press("End");
  await expect(option(`second-${key}`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(option(`Findable ${key} 2 organizations`)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/organizations\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name: `second-${key}` })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test("a former login finds the person, and Enter before the answer opens nothing older", async ({ page }) => {
  const key = unique();
  const person = await createUser({ name: `Renamed ${key}` });
  await db.insert(formerLogins).values({ ownerId: person.owners[0]!.id, login: `old-${key}` });
  const { option } = await openSearch(page);
  await page.keyboard.type("staff");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`@old-${key}`);
  await expect(option(`Renamed ${key} formerly old-${key}`)).toBeVisible();

  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(person.owners[0]!.login!);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/people/${person.id}`);
  await expect(page.getByRole("heading", { level: 1, name: `Renamed ${key}` })).toBeVisible();
});

test("what Stripe calls it finds the organization; a click opens it", async ({ page }) => {
  const stripeCustomerId = `cus_${unique()}`;
  const organization = await createOrganization();
  await db.update(organizations).set({ stripeCustomerId }).where(eq(organizations.id, organization.id));
  const { dialog, box, option } = await openSearch(page);
  await box.fill(stripeCustomerId);
  await option(`${organization.login} Stripe customer ${stripeCustomerId}`).click();
  await expect(page).toHaveURL(`/organizations/${organization.id}`);
  await expect(dialog).toBeHidden();
});

test("Escape closes it and the focus is back where it was; the button opens it, too", async ({ page }) => {
  const { dialog } = await openSearch(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  const button = page.getByRole("button", { name: "Search", exact: true });
  await pressEnter(button);
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("it is accessible in both themes, empty, with results and without", async ({ page }) => {
  const { dialog, box } = await openSearch(page);
  await expect(dialog.getByText("by login, id, Stripe customer or subscription")).toBeVisible();
  await expectAccessible(page);
  await box.fill("okto");
  await expect(dialog.getByRole("status")).toHaveText(/^\d+ found/);
  await expectAccessible(page);
  await box.fill("nobody-is-called-this");
  await expect(dialog.getByRole("status")).toHaveText("Nothing is called “nobody-is-called-this”.");
  await expect(dialog.getByText("by name, login, former login, e-mail or id")).toBeVisible();
  await expectAccessible(page);
});

test("on a phone it fills the width, and more than it shows is in the list", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/accounts");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Search" });
  await dialog.getByRole("combobox").fill("okto");
  const more = dialog.getByRole("option", { name: "More people called “okto”" });
  await expect(more).toBeVisible();
  expect((await dialog.boundingBox())!.width).toBeGreaterThan(360);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await more.click();
  await expect(page).toHaveURL("/people?q=okto");
});

test.describe("when the answer fails", () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|status of 401/] });

  test("it says that there is no network, and answers once it is back", async ({ page, context }) => {
    const { dialog, box } = await openSearch(page);
    await context.setOffline(true);
    await box.fill("okto");
    await expect(dialog.getByRole("status")).toHaveText("There is no network. The search answers once it is back.");
    await context.setOffline(false);
    await expect(dialog.getByRole("status")).toHaveText(/^\d+ found/);
  });

  test("it says that somebody is signed out, and leads to signing in", async ({ page, context }) => {
    const { dialog, box } = await openSearch(page);
    await context.clearCookies();
    await box.fill("okto");
    await dialog.getByRole("link", { name: "Sign in again" }).click();
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fstaff/);
  });
});

test("the page of the same results works without JavaScript and can be sent to a colleague", async ({
  browser,
  context,
  baseURL,
}) => {
  const key = unique();
  const person = await createUser({ name: `Linked ${key}` });
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    baseURL,
    storageState: await context.storageState(),
  });
  const page = await plain.newPage();
  await page.goto("/accounts");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page).toHaveURL(/\/search\??$/);
  await page.getByRole("searchbox", { name: "Search for" }).fill(key);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/search?q=${key}`);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("1 found");
  await page
    .getByRole("region", { name: "People" })
    .getByRole("link", { name: `Linked ${key}` })
    .click();
  await expect(page).toHaveURL(`/people/${person.id}`);
  await plain.close();
});
