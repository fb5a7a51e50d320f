import type { Page } from "@playwright/test";
import { addressOf, pageRoutes, previewAddresses } from "./addresses";
import { expect, expectAccessible, test } from "./fixtures";

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

const previews = ["attach", "detach", "move", "activate", "deactivate", "overlap", "seatCheck"] as const;

for (const preview of previews) {
  test(`the preview of ${preview} is accessible in both themes and fits a phone`, async ({ page, signInAs }) => {
    await signInAs("admin");
    await page.goto((await previewAddresses())[preview]);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
}
