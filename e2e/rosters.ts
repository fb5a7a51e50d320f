import { expect, type Page } from "@playwright/test";

/** From the chosen files to their preview, with a choice for the rows that do not say who is activated. */
export async function previewRosters(page: Page, activate: "None" | "All" = "None"): Promise<void> {
  await page.getByLabel("Activate", { exact: true }).selectOption({ label: activate });
  await page.getByRole("button", { name: "Preview import" }).click();
}

/** From the chosen files to the result: activates everybody, previews, and confirms with the button of this name. */
export async function importRosters(page: Page, confirmation: string): Promise<void> {
  await previewRosters(page, "All");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByLabel("Reason")).not.toBeEmpty();
  await preview.getByRole("button", { name: confirmation, exact: true }).click();
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();
}
