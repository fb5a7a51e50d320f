import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { sampleAccounts } from "@/db/seed/companies";
import { createAccount, reloadAccount } from "@/test/factories";
import { expect, test } from "./fixtures";
import { expectRow } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("support"));

test("several accounts are checked at once, each with its verdict, and nothing is written", async ({ page }) => {
  const drifted = await createAccount({ name: `Aaa drifted ${Date.now()}` });
  const setUsedSeats = (count: number) =>
    db.update(accounts).set({ usedSeatCount: count, organizationSeatCount: count }).where(eq(accounts.id, drifted.id));
  await setUsedSeats(3);

  await page.goto("/accounts");
  for (const name of [sampleAccounts.big, sampleAccounts.over, drifted.name]) {
    await page.getByRole("checkbox", { name: `Select ${name}` }).check();
  }
  await page.getByRole("button", { name: "Check seats" }).click();
  const table = page.getByRole("table", { name: "Seat check" });
  await expect(table.getByRole("row")).toHaveCount(1 + 3);
  await expectRow(table, sampleAccounts.big, {
    Verdict: "fits",
    "Stored used seats": "946",
    "Recounted used seats": "946",
    "Total seats": "1,140",
  });
  await expectRow(table, sampleAccounts.over, { Verdict: "over by 11" });
  await expectRow(table, drifted.name, {
    Verdict: "differs",
    "Stored used seats": "3",
    "Recounted used seats": "0",
    "Total seats": "1",
  });

  expect(await reloadAccount(drifted)).toMatchObject({ usedSeatCount: 3 });
  await setUsedSeats(0);
  await page.reload();
  await expectRow(table, drifted.name, { Verdict: "fits" });
});

test("without a selection the check says what is missing", async ({ page }) => {
  await page.goto("/accounts");
  await page.getByRole("button", { name: "Check seats" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Select the accounts to check first." })).toBeVisible();
});
