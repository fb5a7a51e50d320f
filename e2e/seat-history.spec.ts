import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { seatChanges } from "@/db/schema/seats";
import { formatDay } from "@/domain/format";
import { createAccount } from "@/test/factories";
import { awayFromMidnight } from "@/test/midnight";
import { expect, expectAccessible, test } from "./fixtures";
import { expectFigures, expectRow, lastChange, rowOf } from "./screen";

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
    "day,used_seats,total_seats,over_by,most_used,true_up,left_out_because",
    `${dayBefore(0)},0,12,0,0,0,`,
  ]);
});

/** Of 4 seats: 9 were used five days ago until they were taken back in the evening, 6 since four days ago, 7 yesterday, and 4 today. */
async function createOver() {
  const account = await createAccount({ planSeatCount: 4, overage: "allow" });
  await db.delete(seatChanges).where(eq(seatChanges.accountId, account.id));
  const changes: [number, string, number][] = [
    [6, "12:00:00Z", 3],
    [5, "09:00:00Z", 9],
    [5, "21:00:00Z", 3],
    [4, "09:00:00Z", 6],
    [1, "09:00:00Z", 7],
    [0, "00:00:00Z", 4],
  ];
  const rows = changes.map(([days, time, usedSeatCount]) => {
    return { accountId: account.id, usedSeatCount, totalSeatCount: 4, at: new Date(`${dayBefore(days)}T${time}`) };
  });
  await db.insert(seatChanges).values(rows);
  return account;
}

const inWords = (days: number) => formatDay(new Date(dayBefore(days)));

test("an admin leaves a day out of the true-up and takes it in again; what was taken back in its day costs nobody", async ({
  page,
  signInAs,
}) => {
  await awayFromMidnight();
  const account = await createOver();
  await signInAs("admin");
  await page.goto(`/accounts/${account.id}/seats/history`);
  const owed = page.locator("dl[aria-label='True-up']");
  await expectFigures(owed, { "Most used": "9", "Seats to true up": "3", "Days over": "4" });
  await expect(page.getByRole("img", { name: /at most 9 used, 3 over$/ })).toBeVisible();

  const over = page.getByRole("table", { name: "Days over" });
  await expect(over.getByRole("rowheader")).toHaveText([1, 2, 3, 4].map(inWords));
  await expectRow(over, inWords(4), { "Over at its end": "2", Causes: "2 seats: not recorded by the console" });
  await expectRow(over, inWords(3), { Causes: `Still over from ${inWords(4)}`, "True-up": "2 seats" });
  await expectAccessible(page);

  await over.getByRole("button", { name: `Leave out ${inWords(1)}` }).click();
  const dialog = page.getByRole("dialog", { name: `Leave out ${inWords(1)}` });
  await expectFigures(dialog, { "Seats to true up": "3 → 2", "Days over": "4 → 3" });
  await expectAccessible(page);
  await dialog.getByLabel("Reason").fill("An import by mistake");
  await dialog.getByRole("button", { name: "Leave out", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(lastChange(page)).toContainText("Left a day out of the true-up.");
  await expectFigures(owed, { "Seats to true up": "2", "Days over": "3", "Days left out": "1" });
  await expectRow(over, inWords(1), { "True-up": "Left out by admin@sample.invalid: An import by mistake" });

  await over.getByRole("button", { name: `Take back in ${inWords(1)}` }).click();
  const taking = page.getByRole("dialog", { name: `Take back in ${inWords(1)}` });
  await expectFigures(taking, { "Seats to true up": "2 → 3" });
  await taking.getByLabel("Reason").fill("It was use after all");
  await taking.getByRole("button", { name: "Take back in", exact: true }).click();
  await expectFigures(owed, { "Seats to true up": "3", "Days over": "4" });

  await lastChange(page).getByRole("link", { name: /^Undo/ }).click();
  await expect(dialog.getByLabel("Reason")).toHaveValue("Undo: It was use after all");
  await dialog.getByRole("button", { name: "Leave out", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expectFigures(owed, { "Days left out": "1" });

  await page.goto(`/accounts/${account.id}/audit-log`);
  await expect(page.getByRole("table", { name: "Audit log" })).toContainText("An import by mistake");
});

test("an account rep sees the days over, and why they leave none out", async ({ page, signInAs }) => {
  await awayFromMidnight();
  const account = await createOver();
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}/seats/history`);
  const row = rowOf(page.getByRole("table", { name: "Days over" }), inWords(2));
  await expect(row.getByRole("button")).toBeDisabled();
  await expect(row.getByRole("button")).toHaveAccessibleDescription("Only admins can do this.");

  await page.goto(`/accounts/${account.id}/seats/history?leaveOut=${dayBefore(0)}`);
  await expect(
    page.getByRole("dialog").getByRole("button", { name: "Leave out", exact: true }),
  ).toHaveAccessibleDescription(/has not ended yet, so the true-up does not count it\. Only admins can do this\.$/);
});
