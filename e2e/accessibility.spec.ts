import type { Page } from "@playwright/test";
import { addressOf, pageRoutes, previewAddresses } from "./addresses";
import { expect, expectAccessible, test } from "./fixtures";
import { previewRosters } from "./rosters";

// An address that no page answers is "not found", which the browser notes.
test.use({ expectedErrors: [/status of 404/] });

const phone = { width: 390, height: 844 };

for (const route of pageRoutes) {
  test(`${route} is accessible in both themes and fits a phone`, async ({ page, signInAs }) => {
    await signInAs("admin");
    await page.goto(await addressOf(route));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

test("the sign-in page is accessible in both themes and fits a phone", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("support's page of an account, with its reasons, is accessible", async ({ page, signInAs }) => {
  await signInAs("support");
  await page.goto(await addressOf("/accounts/[accountId]"));
  await expectAccessible(page);
});

const previews = [
  "attach",
  "detach",
  "move",
  "activate",
  "deactivate",
  "mark",
  "overlap",
  "addPlan",
  "addWebhook",
  "activateEveryone",
  "changePlan",
  "renameOrganization",
  "removeOrganization",
  "seatCheck",
] as const;

for (const preview of previews) {
  test(`the preview of ${preview} is accessible in both themes and fits a phone`, async ({ page, signInAs }) => {
    await signInAs("admin");
    await page.goto((await previewAddresses())[preview]);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

for (const [path, button] of [
  ["/accounts/okto", "Close account"],
  ["/accounts/okto", "Rename"],
  ["/staff", "Change role"],
] as const) {
  test(`the dialog ${button} is accessible in both themes and fits a phone`, async ({ page, signInAs }) => {
    await signInAs("admin");
    await page.goto(path);
    await page.locator("button:enabled").filter({ hasText: button }).first().click();
    await expect(page.getByRole("dialog", { name: button })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

test.describe("a refused upload", () => {
  // A refusal is an answer of 400, which a browser notes in its console.
  test.use({ expectedErrors: [/status of 400/] });

  test("an import is accessible while its files are chosen, previewed and refused", async ({ page, signInAs }) => {
    await signInAs("account_rep");
    await page.goto("/imports");
    const choose = (name: string, text: string) =>
      page.getByLabel("Roster files").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

    await choose("people.csv", "login\nnot a login\n");
    await expect(page.getByLabel("Organization of people.csv")).toBeVisible();
    await page.getByRole("button", { name: "Preview import" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "people.csv" })).toBeVisible();
    await expectAccessible(page);

    await choose("people.csv", "organization,login\nfernhollow-fog,fog-keeper\n");
    await previewRosters(page);
    await expect(page.getByRole("region", { name: "Preview" })).toContainText("fernhollow-fog");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
}
