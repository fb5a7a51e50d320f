import { readFile } from "node:fs/promises";
import { createAccount } from "@/test/factories";
import { awayFromMidnight } from "@/test/midnight";
import { expect, expectAccessible, test } from "./fixtures";
import { lastChange } from "./screen";

const day = 24 * 60 * 60 * 1000;
const dayBefore = (days: number) => new Date(Date.now() - days * day).toISOString().slice(0, 10);

test("support sees how the seats of an account went, and what a period owes", async ({ page, signInAs }) => {
  await signInAs("support");
  await page.goto("/accounts/okto");
  await expect(page.getByRole("img", { name: /^Seat history, from .* at most 231 used, 11 over$/ })).toBeVisible();
  await page.getByText("The chart as a table").click();
  await expect(page.getByRole("table", { name: "Seat history" }).getByRole("row").nth(1)).toContainText("231");

  await page.getByRole("link", { name: "All history, changes and true-up" }).click();
  await expect(page.getByRole("heading", { name: "Seat history" })).toBeVisible();
  const owed = page.locator("dl[aria-label='True-up']");
  await expect(owed).toContainText("Seats to true up11");
  await expectAccessible(page);

  await page.getByLabel("From", { exact: true }).fill(dayBefore(700));
  await page.getByLabel("To", { exact: true }).fill(dayBefore(690));
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&to=/);
  await expect(page.getByText("Nothing is recorded of this period.").or(owed)).toBeVisible();
});

test("a change is told with its cause, and its days download", async ({ page, signInAs }) => {
  await awayFromMidnight();
  const account = await createAccount({ planSeatCount: 5 });
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Plan seats").fill("12");
  await page.getByLabel("Reason").fill("Order 7");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(page).filter({ hasText: "Saved" })).toBeVisible();

  await page.goto(`/accounts/${account.id}/seats/history`);
  const change = page.getByRole("table", { name: "Seat changes" }).getByRole("row").nth(1);
  await expect(change).toContainText("Changed seat plan: Order 7");
  await expect(change).toContainText("5 → 12");

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const csv = await readFile(await (await downloading).path(), "utf8");
  expect(csv.trim().split("\n")).toEqual([
    "day,used_seats,total_seats,over_by,most_used,most_over",
    `${dayBefore(0)},0,12,0,0,0`,
  ]);
});
