import { expect, type Locator, type Page } from "@playwright/test";

/** What a list of terms says, by term. */
export function figuresOf(list: Locator): Promise<Record<string, string>> {
  return list
    .locator("dt")
    .evaluateAll((terms) =>
      Object.fromEntries(terms.map((term) => [term.textContent, term.nextElementSibling?.textContent ?? ""])),
    );
}

export async function expectFigures(list: Locator, figures: Record<string, string>): Promise<void> {
  await expect.poll(() => figuresOf(list)).toMatchObject(figures);
}

/** The row of this name; a badge may follow it. */
export function rowOf(table: Locator, name: string): Locator {
  const beginsWithName = new RegExp(`^${name.replace(/[^\w\s]/g, "\\$&")}(?: |$)`);
  return table.getByRole("row").filter({ has: table.page().getByRole("rowheader", { name: beginsWithName }) });
}

/** What the row of this name says, by column. */
export async function expectRow(table: Locator, name: string, cells: Record<string, string>): Promise<void> {
  const row = rowOf(table, name);
  await expect(row).toHaveCount(1);
  const headers = await table.getByRole("columnheader").allTextContents();
  for (const [header, text] of Object.entries(cells)) {
    await expect(row.getByRole("cell").or(row.getByRole("rowheader")).nth(headers.indexOf(header))).toHaveText(text);
  }
}

/** Gives the open dialog of this name its reason and does what it says. */
export async function confirmDialog(page: Page, name: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name });
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Presses Tab until this has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Presses Enter on a button. It is enabled once React listens, and `press` and `focus` alone do not wait for that. */
export async function pressEnter(button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  await button.press("Enter");
}

/** Where every change is confirmed. */
export function lastChange(page: Page): Locator {
  return page.getByRole("status", { name: "Last change" });
}
