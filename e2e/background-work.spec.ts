import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { backgroundJobs } from "@/db/schema/background-jobs";
import { expect, expectAccessible, test } from "./fixtures";
import { expectRow, rowOf } from "./screen";

test("an admin sees from Staff what runs in the background: when, how long, when next, and why it failed", async ({
  page,
  signInAs,
}) => {
  await signInAs("admin");
  await page.goto("/staff");
  await page.getByRole("link", { name: "Background work" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Background work");
  const table = page.getByRole("table", { name: "Background work" });
  const refresh = rowOf(table, "Refresh suggestions");
  await expect(async () => {
    await page.reload();
    await expect(refresh).toContainText(/just now|ago/, { timeout: 2_000 });
    await expect(refresh).toContainText(/\d m?s/, { timeout: 2_000 });
    await expect(refresh).toContainText(/in \d+ minutes/, { timeout: 2_000 });
  }).toPass();
  await expectRow(table, "Refresh suggestions", { Failure: "none" });
  await expect(rowOf(table, "Send webhook messages")).toHaveCount(1);

  const hour = 60 * 60 * 1_000;
  const isRefresh = eq(backgroundJobs.name, "suggestions");
  const before = { failure: null, failingSince: null, failureCount: 0 };
  const failed = {
    failure: "The disk is full.",
    failingSince: new Date(Date.now() - 2 * hour - 1_000),
    failureCount: 9,
  };
  // A refresh that succeeds meanwhile takes it away.
  await expect(async () => {
    await db.update(backgroundJobs).set(failed).where(isRefresh);
    await page.reload();
    await expect(refresh).toContainText("The disk is full. First failed 2 hours ago, 9 times in a row.", {
      timeout: 2_000,
    });
  }).toPass();
  await expectAccessible(page);
  await db.update(backgroundJobs).set(before).where(isRefresh);
});
