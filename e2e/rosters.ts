import { expect, type Page } from "@playwright/test";

/** From the chosen files to the result: activates everybody, previews, and confirms with the button of this name. */
export async function importRosters(page: Page, confirmation: string): Promise<void> {
  await page.getByLabel("Activate", { exact: true }).selectOption({ label: "All" });
  await page.getByRole("button", { name: "Preview import" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByLabel("Reason")).not.toBeEmpty();
  await preview.getByRole("button", { name: confirmation, exact: true }).click();
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();
}
