import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, expectFigures, lastChange } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

test("attaching two organizations is confirmed with its numbers, and undone in two clicks with the reason filled in", async ({
  page,
}) => {
  const account = await createAccount({ planSeatCount: 5 });
  const shared = await createUser();
  const [web, api] = [
    await createOrganization([...shared.owners, ...(await createUser()).owners]),
    await createOrganization(shared.owners),
  ];
  await page.goto(`/accounts/${account.id}/organizations?organizations=${web.login}+${api.login}`);
  await page.getByLabel("Reason").fill("Contract 12");
  await page.getByLabel("Ticket").fill("desk 7");
  await page.getByRole("button", { name: "Attach 2 organizations" }).click();
  await expect(page.getByLabel("Ticket")).toHaveAccessibleDescription(/Enter an address that starts with https:/);
  await page.getByLabel("Ticket").fill("https://desk.example/tickets/7");
  await page.getByRole("button", { name: "Attach 2 organizations" }).click();
  await expect(lastChange(page)).toContainText("Attached 2 organizations.");
  await expect(lastChange(page)).toContainText("used seats 0 → 2");
  await expectAccessible(page);

  await lastChange(page).getByRole("link", { name: "View: Attached 2 organizations" }).click();
  const log = page.getByRole("table", { name: "Audit log" });
  await expect(log.getByRole("rowheader")).toHaveCount(2);
  const ticket = log.getByRole("link", { name: "Ticket: https://desk.example/tickets/7" });
  await expect(ticket.first()).toHaveAttribute("href", "https://desk.example/tickets/7");
  await log.getByRole("link", { name: "Undo: Contract 12" }).click();
  const dialog = page.getByRole("dialog", { name: "Detach 2 organizations" });
  await expectFigures(dialog, { "Used seats before": "2", "Used seats after": "0" });
  await expect(dialog.getByLabel("Reason")).toHaveValue("Undo: Contract 12");
  await dialog.getByRole("button", { name: "Detach", exact: true }).click();
  await expect(lastChange(page)).toContainText("Detached 2 organizations.");
  await expect(page).not.toHaveURL(/reason=/);
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0, organizationCount: 0 });

  await lastChange(page).getByRole("link", { name: "Undo: Detached 2 organizations" }).click();
  await expect(page.getByRole("button", { name: "Attach 2 organizations" })).toBeVisible();
  await expect(page.getByLabel("Reason")).toHaveValue("Undo: Undo: Contract 12");
});

test("a seat plan is undone with the fields filled in, and nothing is saved before", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 40 });
  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Plan seats").fill("60");
  await page.getByLabel("Overage").selectOption({ label: "Allow" });
  await page.getByLabel("Reason").fill("A typo");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(page)).toContainText("plan seats 40 → 60");
  await lastChange(page).getByRole("link", { name: "Undo: Saved the seat plan" }).click();
  await expect(page.getByLabel("Plan seats")).toHaveValue("40");
  await expect(page.getByLabel("Overage")).toHaveValue("block");
  expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 60 });
  await page.getByRole("button", { name: /^Save seat plan: .*60 → 40/ }).click();
  await expect(lastChange(page)).toContainText("plan seats 60 → 40");
  expect(await reloadAccount(account)).toMatchObject({ planSeatCount: 40, overage: "block" });
});

test("an activation is undone for exactly the people it activated", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 9 });
  const [ann, bo] = [await createUser({ name: "Ann Lee" }), await createUser({ name: "Bo Berg" })];
  await createOrganization(bo.owners, { account });
  await createOrganization([...ann.owners, ...bo.owners], { account, isActivated: false });
  await page.goto(`/accounts/${account.id}/people?activate=everybody`);
  await confirmDialog(page, `Activate everyone in ${account.name}`, "They use Codecov");
  await expect(lastChange(page)).toContainText("Activated 2 people.");

  await lastChange(page).getByRole("link", { name: "Undo: Activated 2 people" }).click();
  const dialog = page.getByRole("dialog", { name: `Deactivate everyone listed in ${account.name}` });
  await expectFigures(dialog, { "Used seats before": "2", "Used seats after": "1" });
  await expect(dialog.getByRole("list", { name: "People" })).toContainText("Ann Lee");
  await dialog.getByRole("button", { name: /^Deactivate everyone/ }).click();
  await expect(lastChange(page)).toContainText("Deactivated 2 people.");
  await expect(page.getByText("Only people whom one change activated")).toBeVisible();
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
});

test("what cannot be undone says why, and support sees every undo but makes none", async ({ page, signInAs }) => {
  const account = await createAccount({ name: `Undo ${Date.now()}` });
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole("button", { name: "Mark delinquent" }).click();
  await confirmDialog(page, "Mark delinquent", "No payment");
  await expect(lastChange(page)).toContainText("delinquent no → yes");
  await expect(lastChange(page).getByRole("link", { name: /^Undo/ })).toHaveCount(0);
  await lastChange(page).getByRole("button", { name: "Dismiss" }).click();
  await expect(lastChange(page)).toBeEmpty();

  await page.goto(`/accounts/${account.id}/audit-log`);
  const undo = page.getByRole("button", { name: "Undo: No payment" });
  await expect(undo).toBeDisabled();
  await expect(undo).toHaveAccessibleDescription("The account's overview has the opposite button.");

  await signInAs("support");
  await page.goto(`/accounts/${account.id}/seats?planSeats=7&reason=Undo`);
  await expect(page.getByLabel("Plan seats")).toHaveValue("7");
  await expect(page.getByRole("button", { name: /^Save seat plan/ })).toBeDisabled();
});

test("people without evidence are joined on the customer's word, with a link to it", async ({ page }) => {
  const [ann, twin] = [
    await createUser({ name: `Ann ${Date.now()}` }),
    await createUser({ name: `Annie ${Date.now()}` }),
  ];
  await page.goto(`/people/${ann.id}`);
  await page.getByRole("button", { name: "Join with another person…" }).click();
  const finding = page.getByRole("dialog", { name: /^Join with another person: Ann/ });
  await finding.getByLabel("Find person").fill(twin.owners[0]!.login!);
  await expectAccessible(page);
  await finding.getByRole("link", { name: /^Annie/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Join / });
  await expect(dialog).toContainText("Nothing here shows that they are one person.");
  await dialog.getByLabel("Reason").fill("She said so");
  await dialog.getByRole("button", { name: /^Join / }).click();
  await expect(dialog.getByLabel("Ticket")).toBeFocused();
  await expect(dialog.getByLabel("Ticket")).toHaveAccessibleDescription(/Enter the link to where the customer said so/);
  await dialog.getByLabel("Ticket").fill("https://desk.example/tickets/9");
  await dialog.getByRole("button", { name: /^Join / }).click();
  await expect(lastChange(page)).toContainText("Joined 2 people.");
  await expect(page.getByRole("table", { name: "Logins" }).getByRole("rowheader")).toHaveCount(2);

  await lastChange(page).getByRole("link", { name: "Undo: Joined 2 people" }).click();
  await page
    .getByRole("dialog", { name: /^Split / })
    .getByRole("button", { name: /^Split / })
    .click();
  await expect(lastChange(page)).toContainText("Split one person into two.");
  await expect(page.getByRole("table", { name: "Logins" }).getByRole("rowheader")).toHaveCount(1);
});
