import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { previewRosters } from "./rosters";
import { confirmDialog, expectFigures, figuresOf, lastChange, pressEnter } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

const peopleTable = (page: Page) => page.getByRole("table", { name: "People" });

async function createTeam(planSeatCount: number) {
  const account = await createAccount({ planSeatCount });
  const people = [await createUser({ name: "Ann Lee" }), await createUser({ name: "Bo Berg" })];
  const student = await createUser({ name: "Stu Dent", isStudent: true });
  const organization = await createOrganization(
    [...people, student].flatMap(({ owners }) => owners),
    { account, isActivated: false },
  );
  return { account, organization };
}

test("a selection is activated as one, after its preview, and deactivated again", async ({ page }) => {
  const { account } = await createTeam(9);
  await page.goto(`/accounts/${account.id}/people`);
  await page.getByRole("button", { name: "Activate selected", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Select the people first." })).toBeVisible();

  await page.getByRole("checkbox", { name: "Select Ann Lee" }).check();
  await page.getByRole("checkbox", { name: "Select Stu Dent" }).check();
  await page.getByRole("button", { name: "Activate selected", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Activate selected", exact: true });
  await expectFigures(dialog, {
    "Used seats before": "0",
    "Used seats after": "1",
    "Take a seat": "1",
    "Activated at no cost: students": "1",
  });
  await expectAccessible(page);
  await page.reload();
  await expect(dialog).toContainText("2 people are activated, in 2 memberships.");
  await confirmDialog(page, "Activate selected", "They work here now");
  await expect(page.getByRole("heading", { name: "2 people, 1 not activated" })).toBeVisible();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, studentCount: 1 });

  await page.getByLabel("Select everyone on this page").check();
  await page.getByRole("button", { name: "Deactivate selected" }).click();
  await expectFigures(page.getByRole("dialog"), {
    "Free their seat": "1",
    "Unchanged: not activated here": "1",
  });
  await confirmDialog(page, "Deactivate selected", "They left");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, studentCount: 0 });
});

test("where a set does not fit it is refused whole, or comes as far as seats last", async ({ page }) => {
  const { account, organization } = await createTeam(1);
  await page.goto(`/accounts/${account.id}/people`);
  await page.getByLabel("Organization", { exact: true }).selectOption({ label: organization.login });
  const title = `Activate everyone in ${organization.login}`;
  await page.getByLabel("Select all 3 listed").check();
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.getByRole("button", { name: title, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog.getByRole("button", { name: title })).toBeDisabled();
  await expect(dialog).toContainText("1 seat short");

  await dialog.getByRole("link", { name: "As many as fit instead" }).click();
  await expect(dialog).toContainText("2 people are activated, in 2 memberships. 1 is left out.");
  expect(await figuresOf(dialog)).toMatchObject({ "Used seats after": "1", "Left out: no free seat": "1" });
  await confirmDialog(page, title, "As far as the contract goes");
  await expect(page.getByRole("heading", { name: "2 people, 1 not activated" })).toBeVisible();
});

test("looking at a preview and leaving it keeps the selection and gives the focus back", async ({ page }) => {
  const { account } = await createTeam(9);
  await page.goto(`/accounts/${account.id}/people`);
  await page.getByRole("checkbox", { name: "Select Bo Berg" }).check();
  const button = page.getByRole("button", { name: "Activate selected", exact: true });
  await pressEnter(button);
  await expect(page.getByRole("dialog", { name: "Activate selected", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "Select Bo Berg" })).toBeChecked();
  await expect(button).toBeFocused();

  await pressEnter(button);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goBack();
  await expect(page).not.toHaveURL(/person=/);
  await expect(page.getByRole("checkbox", { name: "Select Bo Berg" })).toBeChecked();
});

test("members who join are activated while seats last; those left out wait until seats are raised", async ({
  page,
}, testInfo) => {
  const account = await createAccount({ planSeatCount: 1 });
  const organization = await createOrganization([], { account });
  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Auto-activate").selectOption({ label: "On" });
  await page.getByLabel("Reason").fill("The contract says so");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(page)).toContainText("auto activate no → yes");

  const [ann, bo] = [`ann-${organization.id}`, `bo-${organization.id}`];
  const file = testInfo.outputPath("joining.csv");
  writeFileSync(file, `organization,login\n${organization.login},${bo}\n${organization.login},${ann}\n`);
  await page.goto("/imports");
  await page.getByLabel("Roster files").setInputFiles(file);
  await previewRosters(page);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText(`${account.name}: auto-activated 1, left out 1`);
  await page.getByLabel("Reason").fill("They joined");
  await page.getByRole("button", { name: /^Import / }).click();
  await expect(preview).toHaveCount(0);

  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByText("Waiting for a seat: 1 person")).toBeVisible();
  await page.getByRole("link", { name: "They joined" }).click();
  await expect(page.getByLabel("Status")).toHaveValue("waiting");
  await expect(peopleTable(page).getByRole("rowheader")).toHaveText([new RegExp(`^${bo}`)]);
  await expect(peopleTable(page)).toContainText("Waiting");

  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Plan seats").fill("2");
  await expect(page.getByText("1 person waits for a seat: saving activates 1 and leaves 0 waiting.")).toBeVisible();
  await page.getByLabel("Reason").fill("One more is sold");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(page)).toContainText("waiting activated 1");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
});

test("members of whom no one is activated are counted before they are attached, and activated from the overview", async ({
  page,
}) => {
  const account = await createAccount({ planSeatCount: 9 });
  const people = [await createUser(), await createUser(), await createUser({ isStudent: true })];
  const organization = await createOrganization(
    people.flatMap(({ owners }) => owners),
    { isActivated: false },
  );
  const sentence = "3 members, none activated; all of them would take 2 seats.";
  await page.goto(`/accounts/${account.id}/organizations?organizations=${organization.login}`);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview).toContainText(sentence);
  await preview.getByLabel("Reason").fill("Contract 12");
  await preview.getByRole("button", { name: /^Attach 1 organization/ }).click();
  await expect(page.getByRole("table", { name: "Organizations" })).toContainText(organization.login);

  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "No one is activated" })).toContainText(sentence);
  await page.getByRole("link", { name: "Activate everyone" }).click();
  const name = `Activate everyone in ${account.name}`;
  await expectFigures(page.getByRole("dialog", { name }), {
    "Used seats before": "0",
    "Used seats after": "2",
    "Activated at no cost: students": "1",
  });
  await expectAccessible(page);
  await confirmDialog(page, name, "They use Codecov");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, studentCount: 1 });
  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByRole("link", { name: "Activate everyone" })).toHaveCount(0);
});
