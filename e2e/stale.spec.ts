import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import type { Permission } from "@/domain/permissions";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, test } from "./fixtures";
import { expectFigures, lastChange, rowOf } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

test("an attach whose numbers moved since its preview is refused, keeps its reason and shows the new numbers", async ({
  page,
  context,
}) => {
  const account = await createAccount({ planSeatCount: 10 });
  const [ann, bo] = [await createUser(), await createUser()];
  const both = await createOrganization([...ann.owners, ...bo.owners]);
  const alone = await createOrganization(ann.owners);
  const addressOf = ({ login }: { login: string }) => `/accounts/${account.id}/organizations?organizations=${login}`;
  const preview = page.getByRole("region", { name: "Preview" });

  await page.goto(addressOf(both));
  await expectFigures(preview, { "Used seats before": "0", "New seats": "2", "Overlapping people": "0" });
  await preview.getByLabel("Reason").fill("Both belong together");

  const otherTab = await context.newPage();
  await otherTab.goto(addressOf(alone));
  await otherTab.getByLabel("Reason").fill("I was faster");
  await otherTab.getByRole("button", { name: "Attach 1 organization" }).click();
  await expect(rowOf(otherTab.getByRole("table", { name: "Organizations" }), alone.login)).toBeVisible();

  await preview.getByRole("button", { name: "Attach 1 organization" }).click();
  await expect(preview.getByRole("alert")).toHaveText(
    "The numbers have changed since this preview. Check them again, then confirm.",
  );
  await expectFigures(preview, { "Used seats before": "1", "New seats": "1", "Overlapping people": "1" });
  await expect(preview.getByLabel("Reason")).toHaveValue("Both belong together");

  await preview.getByRole("button", { name: "Attach 1 organization" }).click();
  await expect(rowOf(page.getByRole("table", { name: "Organizations" }), both.login)).toBeVisible();
});

test("a double click does it once", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 5 });
  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Plan seats").fill("6");
  await page.getByLabel("Reason").fill("One more");
  await page.getByRole("button", { name: "Save seat plan" }).dblclick();
  await expect(lastChange(page).filter({ hasText: "→ 6" })).toBeVisible();
  expect(await countChanges(account.id, "seats.change")).toBe(1);
});

test("Back closes a dialog, and the page behind it stays", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 5 });
  const organization = await createOrganization((await createUser()).owners, { account });
  const address = `/accounts/${account.id}/organizations`;
  await page.goto(address);
  await page.getByRole("button", { name: "Detach" }).click();
  await expect(page.getByRole("dialog", { name: "Detach" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(address);
  await expect(rowOf(page.getByRole("table", { name: "Organizations" }), organization.login)).toBeVisible();
});

test("a preview survives a reload", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 5 });
  await createOrganization((await createUser()).owners, { account });
  await page.goto(`/accounts/${account.id}/organizations`);
  await page.getByRole("button", { name: "Detach" }).click();
  await expect(page.getByRole("dialog", { name: "Detach" })).toBeVisible();
  await page.reload();
  await expectFigures(page.getByRole("dialog", { name: "Detach" }), {
    "Used seats before": "1",
    "Used seats after": "0",
  });
});

test("what was changed in another tab meanwhile is shown, and stays where nobody touched it here", async ({
  page,
  context,
}) => {
  const account = await createAccount({ planSeatCount: 5, overage: "allow" });
  const address = `/accounts/${account.id}/seats`;
  await page.goto(address);
  await page.getByLabel("Plan seats").fill("9");
  await page.getByLabel("Reason").fill("Four more");

  const otherTab = await context.newPage();
  await otherTab.goto(address);
  await otherTab.getByLabel("Overage").selectOption("block");
  await otherTab.getByLabel("Auto-activate").selectOption("on");
  await otherTab.getByLabel("Reason").fill("I was faster");
  await otherTab.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(otherTab)).toContainText("Saved");

  const save = page.getByRole("button", { name: "Save seat plan" });
  await save.click();
  await expect(page.getByText("The numbers have changed since this preview.")).toBeVisible();
  await expect(page.getByLabel("Overage")).toHaveValue("block");
  await expect(page.getByLabel("Auto-activate")).toHaveValue("on");
  await expect(page.getByLabel("Plan seats")).toHaveValue("9");
  await save.click();
  await expect(lastChange(page)).toContainText("→ 9");
  const [kept] = await db.select().from(accounts).where(eq(accounts.id, account.id));
  expect(kept).toMatchObject({ planSeatCount: 9, overage: "block", isAutoActivating: true });
});

test.describe("signed out meanwhile", () => {
  test.use({ expectedErrors: [/401/] });

  test("whoever was signed out meanwhile is told so, keeps what was typed and goes on once signed in again", async ({
    page,
    context,
    signInAs,
  }) => {
    const account = await createAccount({ planSeatCount: 5 });
    await page.goto(`/accounts/${account.id}/seats`);
    await page.getByLabel("Plan seats").fill("7");
    await page.getByLabel("Reason").fill("Two more");
    await context.clearCookies();
    const save = page.getByRole("button", { name: "Save seat plan" });
    await save.click();
    await expect(page.getByText("You are signed out. Sign in again in another tab")).toBeVisible();
    await expect(page.getByLabel("Plan seats")).toHaveValue("7");
    await expect(page.getByLabel("Reason")).toHaveValue("Two more");
    expect(await countChanges(account.id, "seats.change")).toBe(0);

    await signInAs("account_rep");
    await save.click();
    await expect(lastChange(page)).toContainText("→ 7");
    expect(await countChanges(account.id, "seats.change")).toBe(1);
  });
});

function countChanges(accountId: string, action: Permission): Promise<number> {
  return db.$count(auditLog, and(eq(auditLog.accountId, accountId), eq(auditLog.action, action)));
}
