import type { Page } from "@playwright/test";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { expect, test } from "./fixtures";
import { confirmDialog, expectFigures } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

const peopleTable = (page: Page) => page.getByRole("table", { name: "People" });

test("a person is activated in the one organization that is filtered to, and keeps the one seat", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 2 });
  const ann = await createUser({ name: "Ann Lee" });
  const here = await createOrganization(ann.owners, { account, isActivated: false });
  const there = await createOrganization(ann.owners, { account });
  await page.goto(`/accounts/${account.id}/people`);
  await expect(page.getByRole("heading", { name: "1 person, 0 not activated" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Activate Ann Lee in 2 organizations", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Deactivate Ann Lee in 2 organizations" })).toBeVisible();

  await page.getByLabel("Organization", { exact: true }).selectOption({ label: here.login });
  await expect(peopleTable(page).getByRole("button", { name: /^Deactivate/ })).toHaveCount(0);
  const title = `Activate Ann Lee in ${here.login}`;
  await page.getByRole("button", { name: title }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog).toContainText(`Costs no seat: already active in ${there.login}.`);
  await expectFigures(dialog, { "Used seats before": "1", "Used seats after": "1" });
  await confirmDialog(page, title, "Works there, too");
  await expect(page.getByRole("button", { name: `Deactivate Ann Lee in ${here.login}` })).toBeVisible();
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
});

test("without a free seat an activation cannot be confirmed, and the dialog says why", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 1 });
  const [seated, waiting] = [await createUser(), await createUser({ name: "Wim Waiting" })];
  await createOrganization(seated.owners, { account });
  const organization = await createOrganization(waiting.owners, { account, isActivated: false });
  await page.goto(`/accounts/${account.id}/people`);
  const title = `Activate Wim Waiting in ${organization.login}`;
  await page.getByRole("button", { name: title }).click();
  const confirm = page.getByRole("dialog", { name: title }).getByRole("button", { name: title });
  await expect(confirm).toBeDisabled();
  await expect(confirm).toHaveAccessibleDescription(/seat/);
});

test("the people of an account are filtered by status and overlap", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 9 });
  const person = (name: string, marks = {}) => createUser({ name, ...marks });
  const [ann, bo] = [await person("Ann Both"), await person("Bo Single")];
  const [student, bot] = [await person("Stu Dent", { isStudent: true }), await person("Robo", { isBot: true })];
  await createOrganization([...ann.owners, ...bo.owners], { account });
  await createOrganization([...ann.owners, ...student.owners, ...bot.owners], { account });
  await createOrganization((await person("Nia Not")).owners, { account, isActivated: false });
  await page.goto(`/accounts/${account.id}/people`);
  await expect(page.getByRole("heading", { name: "4 people, 1 not activated" })).toBeVisible();

  const expectPeople = (...names: string[]) =>
    expect(peopleTable(page).getByRole("rowheader")).toHaveText(names.map((name) => new RegExp(`^${name}`)));
  const status = page.getByLabel("Status");
  await status.selectOption({ label: "Seat" });
  await expectPeople("Ann Both", "Bo Single");
  await status.selectOption({ label: "Student" });
  await expectPeople("Stu Dent");
  await status.selectOption({ label: "Bot" });
  await expectPeople("Robo");
  await status.selectOption({ label: "Not activated" });
  await expectPeople("Nia Not");
  await status.selectOption({ label: "All" });
  await page.getByLabel("Overlap", { exact: true }).selectOption({ label: "In two or more organizations" });
  await expectPeople("Ann Both");
});
