import type { Page } from "@playwright/test";
import { createAccount } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, lastChange } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

const leaving = (page: Page) => page.getByRole("alertdialog", { name: "Leave without saving?" });
const discarding = (page: Page) => page.getByRole("alertdialog", { name: "Discard your changes?" });

async function typeSeatPlan(page: Page) {
  const account = await createAccount({ planSeatCount: 5 });
  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Plan seats").fill("1100");
  await page.getByLabel("Overage").selectOption({ label: "Allow" });
  await page.getByLabel("Reason").fill("Half a reason");
  return account;
}

test("a link asks before it leaves what was typed; Back finds it, and saving forgets it", async ({ page }) => {
  const account = await typeSeatPlan(page);
  const overview = page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Overview" });
  await overview.click();
  await expect(leaving(page).getByRole("button", { name: "Stay on this page" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(leaving(page)).toBeHidden();
  await expect(overview).toBeFocused();
  await expect(page).toHaveURL(/\/seats$/);

  await overview.click();
  await leaving(page).getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page.getByLabel("Seat totals", { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Your unsaved changes are back.")).toBeVisible();
  await expect(page.getByLabel("Plan seats")).toHaveValue("1,100");
  await expect(page.getByLabel("Overage")).toHaveValue("allow");
  await expect(page.getByLabel("Reason")).toHaveValue("Half a reason");
  const save = page.getByRole("button", { name: "Save seat plan" });
  await expect(save).toHaveText("Save seat plan: 5 → 1,100 plan seats");
  await save.click();
  await expect(lastChange(page).filter({ hasText: "→ 1,100" })).toBeVisible();
  await expect(page.getByText("Your unsaved changes are back.")).toHaveCount(0);

  await overview.click();
  await expect(page.getByLabel("Seat totals", { exact: true })).toBeVisible();
  await page.goto(`/accounts/${account.id}/seats`);
  await expect(page.getByLabel("Reason")).toHaveValue("");
  await expect(page.getByText("Your unsaved changes are back.")).toHaveCount(0);
});

test("what is found again can be discarded, and is then gone", async ({ page }) => {
  await typeSeatPlan(page);
  await page.reload();
  await expect(page.getByLabel("Plan seats")).toHaveValue("1,100");
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByLabel("Plan seats")).toHaveValue("5");
  await expect(page.getByLabel("Overage")).toHaveValue("block");
  await expect(page.getByLabel("Reason")).toHaveValue("");
  await expect(page.getByRole("button", { name: "Save seat plan" })).toHaveText("Save seat plan");
  await page.reload();
  await expect(page.getByLabel("Reason")).toHaveValue("");
});

test("closing the tab asks while something is typed, and only then", async ({ page }) => {
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  const account = await typeSeatPlan(page);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await expect(page.getByLabel("Reason")).toHaveValue("Half a reason");

  await page.getByLabel("Plan seats").fill("5");
  await page.getByLabel("Overage").selectOption({ label: "Block" });
  await page.getByLabel("Reason").fill("");
  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByLabel("Seat totals", { exact: true })).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("search asks too before it leaves", async ({ page }) => {
  await typeSeatPlan(page);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Search everything" }).fill("okto");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(leaving(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(leaving(page)).toBeHidden();
  await expect(page.getByLabel("Reason")).toHaveValue("Half a reason");
});

test("Escape asks in a dialog in which something was typed; Cancel does not, and both forget it", async ({ page }) => {
  const account = await createAccount();
  await page.goto(`/accounts/${account.id}`);
  const open = page.getByRole("button", { name: "Rename" });
  const dialog = page.getByRole("dialog", { name: `Rename ${account.name}` });

  await open.click();
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await open.click();
  await page.keyboard.type("Not yet");
  await page.keyboard.press("Escape");
  await expect(discarding(page).getByRole("button", { name: "Keep editing" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(discarding(page)).toBeHidden();
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await discarding(page).getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();

  await open.click();
  await expect(dialog.getByLabel("Name")).toHaveValue(account.name);
  await dialog.getByLabel("Reason").fill("Never mind");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await open.click();
  await expect(dialog.getByLabel("Reason")).toHaveValue("");
});

test("Control and Enter confirm a dialog from any of its fields", async ({ page }) => {
  const account = await createAccount();
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole("button", { name: "Mark delinquent" }).click();
  const dialog = page.getByRole("dialog", { name: `Mark delinquent: ${account.name}` });
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog.getByLabel("Reason")).toHaveAccessibleDescription(/Enter a reason/);
  await page.keyboard.type("Two invoices are open");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Clear delinquent" }).click();
  await confirmDialog(page, "Clear delinquent", "Paid");
});

test("drafts of a person who signs out are not there for the next one", async ({ page }) => {
  await typeSeatPlan(page);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(1);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});
