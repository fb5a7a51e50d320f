import type { Page } from "@playwright/test";
import { createAccount, createOrganization, createUser, reloadAccount, unique } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { expectFigures, expectRow, lastChange, rowOf, tabTo } from "./screen";

const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const chosen = (page: Page) => page.getByRole("table", { name: "Chosen to attach" });
const seatTotals = (page: Page) => page.getByLabel("Seat totals", { exact: true });
const createButton = (page: Page) => page.getByRole("button", { name: "Create account", exact: true });

/** As many organizations, each with a person of its own and one who is in all of them. */
async function createOrganizations(count: number) {
  const shared = await createUser();
  const created = [];
  for (let place = 0; place < count; place++) {
    created.push(await createOrganization([...shared.owners, ...(await createUser()).owners]));
  }
  return created;
}

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

test("a new customer with five pasted organizations is one form", async ({ page }) => {
  const organizations = await createOrganizations(5);
  const [first, second, third, fourth, fifth] = organizations.map(({ login }) => login);
  const name = `Harrow & Pike ${unique()}`;
  await page.goto("/accounts/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page
    .getByLabel("Organizations", { exact: true })
    .fill(`https://github.com/${first}\t@${second};\ngithub.com/orgs/${third}/people, ${fourth} ${fifth} ${first}`);

  await expect(chosen(page).getByRole("rowheader")).toHaveCount(5);
  await expect(preview(page)).toContainText("5 organizations need 6 seats");
  await expectFigures(preview(page), { "Seats needed": "6", "Overlapping people": "1", "Total seats": "6" });
  const planSeats = page.getByLabel("Plan seats");
  await expect(planSeats).toHaveValue("6");
  await expect(planSeats).toHaveAccessibleDescription(/Filled in with the seats these organizations need/);

  await planSeats.fill("4");
  await expect(planSeats).toHaveAccessibleDescription(/need 6 seats, and the total is 4\. Enter 6 plan seats/);
  await expect(createButton(page)).toBeDisabled();
  await page.getByLabel("Overage").selectOption({ label: "Allow" });
  await expectFigures(preview(page), { "Over by": "2" });
  await expect(createButton(page)).toBeEnabled();
  await page.getByLabel("Overage").selectOption({ label: "Block" });
  await page.getByRole("button", { name: "Use 6 plan seats" }).click();
  await expect(planSeats).toBeFocused();
  await expect(planSeats).toHaveValue("6");

  await page.getByLabel("Unit price").fill("9.50");
  await expectFigures(preview(page), { "Unit price": "$9.50", "Plan seats per month": "$57", "Over by": "0" });
  await expectAccessible(page);

  await page.getByLabel("Reason").fill("Contract H-1");
  await createButton(page).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(lastChange(page)).toContainText(`Created ${name} with 5 organizations`);
  await expectFigures(seatTotals(page), { "Used seats": "6", "Total seats": "6", Organizations: "5" });
});

test("names that are not known or are elsewhere stand aside, each with its next step", async ({ page }) => {
  const other = await createAccount({ planSeatCount: 10 });
  const [ready] = await createOrganizations(1);
  const taken = await createOrganization((await createUser()).owners, { account: other });
  const [nobody, noone] = [`nobody-${unique().slice(0, 9)}`, `noone-${unique().slice(0, 9)}`];
  const name = `Marrow ${unique()}`;

  await page.goto("/accounts/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  const box = page.getByLabel("Organizations", { exact: true });
  await box.fill(`${ready!.login}\n${nobody}\n${taken.login}\n${noone}`);
  await expectRow(chosen(page), ready!.login, { State: "Ready" });
  await expectRow(chosen(page), nobody, { State: "Not known" });
  await expectRow(chosen(page), taken.login, { State: `In ${other.name}` });
  await expect(page.getByText(/1 organization is ready to attach; 3 are not\. The rest will wait/)).toBeVisible();
  await expect(rowOf(chosen(page), nobody).getByRole("link", { name: "Import" })).toHaveAttribute("href", "/imports");
  await rowOf(chosen(page), noone).getByRole("link", { name: "Leave out" }).click();
  await expect(rowOf(chosen(page), noone)).toHaveCount(0);
  await expect(box).toHaveValue(`${ready!.login}\n${nobody}\n${taken.login}`);
  await expect(box).toBeFocused();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await expect(preview(page)).toContainText("1 organization needs 2 seats");
  await page.getByLabel("Plan seats").fill("5");
  await page.getByLabel("Reason").fill("The rest follows");
  await createButton(page).click();

  await test.step("what could not be attached waits on the account's organizations", async () => {
    await expect(page.getByLabel("Organizations to attach")).toHaveValue(`${nobody}\n${taken.login}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(rowOf(page.getByRole("table", { name: "Organizations", exact: true }), ready!.login)).toBeVisible();
    await expectRow(chosen(page), nobody, { State: "Not known" });
    await expectAccessible(page);
  });

  await test.step("the one that is elsewhere is moved here", async () => {
    await rowOf(chosen(page), taken.login).getByRole("link", { name: "Move here" }).click();
    const dialog = page.getByRole("dialog", { name: `Move ${taken.login}` });
    await expectFigures(dialog.getByLabel(name), { "Used seats before": "2", "Used seats after": "3" });
    await dialog.getByLabel("Reason").fill("It is theirs");
    await dialog.getByRole("button", { name: "Move", exact: true }).click();
    await expect(dialog).toBeHidden();
    expect(await reloadAccount(other)).toMatchObject({ organizationCount: 0 });
  });
});

test("organizations are attached while others in the same paste stand aside", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 10 });
  const here = await createOrganization((await createUser()).owners, { account });
  const [one, two] = await createOrganizations(2);
  const nobody = `nobody-${unique().slice(0, 9)}`;
  await page.goto(`/accounts/${account.id}/organizations`);
  const box = page.getByLabel("Organizations to attach");
  await box.fill(`${one!.login};${here.login};${nobody};${two!.login}`);
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await expectRow(chosen(page), here.login, { State: "Already here" });
  await expect(preview(page)).toContainText("2 of the 4 chosen are not part of this.");
  await expectFigures(preview(page), { "Used seats before": "1", "Used seats after": "4" });
  await rowOf(chosen(page), here.login).getByRole("link", { name: "Leave out" }).click();
  await expect(box).toHaveValue(`${one!.login};${nobody};${two!.login}`);
  await expect(box).toBeFocused();
  await expect(preview(page)).toContainText("1 of the 3 chosen is not part of this.");

  await preview(page).getByLabel("Reason").fill("Contract H-2");
  await preview(page).getByRole("button", { name: "Attach 2 organizations" }).click();
  await expect(page.getByRole("heading", { name: "3 attached" })).toBeVisible();
  await expect(box).toHaveValue(nobody);
  await expectRow(chosen(page), nobody, { State: "Not known" });
});

test("a new customer is created with the keyboard alone", async ({ page }) => {
  const [one, two] = await createOrganizations(2);
  const name = `Keys ${unique()}`;
  await page.goto("/accounts/new");
  const box = page.getByLabel("Organizations", { exact: true });
  await tabTo(page, page.getByLabel("Name", { exact: true }));
  await page.keyboard.type(name);
  await tabTo(page, box);
  await page.keyboard.type(one!.login.slice(0, -1));
  const found = page.getByRole("button", { name: one!.login });
  await expect(found).toBeVisible();
  await tabTo(page, found);
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue(`${one!.login} `);
  await expect(box).toBeFocused();
  await page.keyboard.type(two!.login);
  await expect(preview(page)).toContainText("2 organizations need 3 seats");
  await expect(page.getByLabel("Plan seats")).toHaveValue("3");

  await tabTo(page, page.getByLabel("Reason"));
  await page.keyboard.type("By hand");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expectFigures(seatTotals(page), { "Used seats": "3", "Total seats": "3", Organizations: "2" });
});

test("support sees what a new account would need, and cannot create it", async ({ page, signInAs }) => {
  const [one] = await createOrganizations(1);
  await signInAs("support");
  await page.goto(`/accounts/new?organizations=${one!.login}`);
  await expectFigures(preview(page), { "Seats needed": "2", "Total seats": "2" });
  await expect(createButton(page)).toBeDisabled();
  await expect(createButton(page)).toHaveAccessibleDescription(/Only admins and account reps can do this/);
});

test("an organization that another account gets meanwhile is refused by name, and the rest goes ahead", async ({
  page,
}) => {
  const [one, two] = await createOrganizations(2);
  const other = await createAccount({ planSeatCount: 9 });
  const name = `Late ${unique()}`;
  await page.goto(`/accounts/new?organizations=${one!.login}+${two!.login}`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Reason").fill("Contract L-1");
  await page.getByLabel("Plan seats").fill("5");
  await expectFigures(preview(page), { "Seats needed": "3" });
  await test.step("a colleague attaches one of them", async () => {
    const colleague = await page.context().newPage();
    await colleague.goto(`/accounts/${other.id}/organizations?organizations=${two!.login}`);
    await preview(colleague).getByLabel("Reason").fill("It is ours");
    await preview(colleague).getByRole("button", { name: "Attach 1 organization" }).click();
    await expect(colleague.getByRole("heading", { name: "1 attached" })).toBeVisible();
    await colleague.close();
  });

  await createButton(page).click();
  await expect(page.getByRole("alert").filter({ hasText: `${two!.login} is already in ${other.name}.` })).toBeVisible();
  await expectRow(chosen(page), two!.login, { State: `In ${other.name}` });
  await expect(page.getByLabel("Reason")).toHaveValue("Contract L-1");
  await expectFigures(preview(page), { "Seats needed": "2", "Total seats": "5" });
  await createButton(page).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByLabel("Organizations to attach")).toHaveValue(two!.login);
});
