import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, test } from "./fixtures";
import { pressEnter, rowOf, tabTo } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

test("an organization is searched for, previewed and attached with the keyboard alone", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 1 });
  const people = [await createUser(), await createUser()];
  const organization = await createOrganization(people.flatMap(({ owners }) => owners));
  await page.goto(`/accounts/${account.id}/organizations`);
  const field = page.getByLabel("Organizations to attach");
  const preview = page.getByRole("region", { name: "Preview" });

  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, field);
  await page.keyboard.type(organization.login.slice(0, -1));
  await expect(page.getByRole("button", { name: organization.login })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: organization.login }));
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue(`${organization.login} `);
  await expect(field).toBeFocused();

  await tabTo(page, page.getByRole("button", { name: "Preview", exact: true }));
  await page.keyboard.press("Enter");
  await expect(preview).toBeVisible();
  await expect(page.getByRole("button", { name: "Preview", exact: true })).toBeFocused();
  await tabTo(page, preview.getByLabel("Plan seats"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2");
  await tabTo(page, preview.getByLabel("Reason"));
  await page.keyboard.type("By hand");
  await tabTo(page, preview.getByRole("button", { name: "Attach 1 organization" }));
  await page.keyboard.press("Enter");
  await expect(rowOf(page.getByRole("table", { name: "Organizations" }), organization.login)).toBeVisible();
});

for (const [dialog, path] of [
  ["Detach", "/organizations"],
  ["Rename", ""],
] as const) {
  test(`${dialog}: the dialog takes the focus, keeps it, and gives it back when Escape closes it`, async ({ page }) => {
    const account = await createAccount({ planSeatCount: 5 });
    await createOrganization((await createUser()).owners, { account });
    await page.goto(`/accounts/${account.id}${path}`);
    const button = page.getByRole("button", { name: dialog });
    await pressEnter(button);
    const opened = page.getByRole("dialog", { name: dialog });
    await expect(opened).toBeVisible();
    await expect(opened.locator(":focus")).toHaveCount(1);
    await tabTo(page, opened.getByLabel("Reason"));
    await page.keyboard.press("Escape");
    await expect(opened).toBeHidden();
    await expect(button).toBeFocused();
  });
}

test("a dialog that is confirmed gives the focus back, too", async ({ page }) => {
  const account = await createAccount();
  await page.goto(`/accounts/${account.id}`);
  await pressEnter(page.getByRole("button", { name: "Rename" }));
  const dialog = page.getByRole("dialog", { name: "Rename" });
  await dialog.getByLabel("Name").fill(`${account.name} renamed`);
  await dialog.getByLabel("Reason").fill("New legal name");
  await dialog.getByLabel("Name").press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Rename" })).toBeFocused();
});
