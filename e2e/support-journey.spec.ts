import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { owners } from "@/db/schema/people";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, expectFigures, expectRow, rowOf, tabTo } from "./screen";

const verdictOf = (page: Page, account: { name: string }) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: account.name }) });

/** An account whose seats are all taken, one of them by a program with the login of a person. */
async function createCrowd() {
  const unique = randomUUID().slice(0, 8);
  const account = await createAccount({ planSeatCount: 2, name: `Support journey ${unique}` });
  const robot = await createUser({ name: `Acme Pipeline ${unique}`, login: `acme-ci-${unique}` });
  const ann = await createUser({ name: `Ann Lee ${unique}`, logins: 2 });
  const [one, two] = ann.owners;
  const web = await createOrganization([...robot.owners, one!], { account });
  const api = await createOrganization([...robot.owners, one!, two!], { account });
  return { account, robot, ann, web, api, unique };
}

test("support answers why a person is a seat with the keyboard alone, and what would free it", async ({
  page,
  signInAs,
}) => {
  const { account, ann, web, api } = await createCrowd();
  const [one, two] = ann.owners;
  const organizations = [web.login, api.login].sort();
  const old = await createOrganization([two!], { account, isActivated: false });
  const at = new Date("2026-03-04T05:06:07Z");
  await db.update(memberships).set({ activationChangedAt: at }).where(eq(memberships.organizationId, old.id));
  await db.insert(auditLog).values({
    changeId: randomUUID(),
    action: "person.deactivate",
    actor: "rep@staff.example",
    accountId: account.id,
    subjectKind: "person",
    subjectId: String(ann.id),
    reason: "Moved to another team",
    createdAt: at,
  });

  await signInAs("support");
  await page.goto(`/accounts/${account.id}/people`);
  const search = page.getByRole("searchbox", { name: "Search people" });
  await tabTo(page, search);
  await page.keyboard.type(two!.login!);
  await page.keyboard.press("Enter");
  const row = page.getByRole("table", { name: "People" }).getByRole("rowheader");
  await expect(row).toHaveCount(1);
  await tabTo(page, row.getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ann Lee");

  await test.step("why, and what would free it", async () => {
    const verdict = verdictOf(page, account);
    await expect(verdict).toContainText("Seat");
    await expect(verdict).toContainText(
      `Holds a seat through ${organizations.join(" and ")}. The seat is freed only when both are deactivated.`,
    );
    await expect(verdict).toContainText(`In ${api.login}, that means 2 logins.`);
    const ended = rowOf(page.getByRole("table", { name: "Organizations" }), old.login);
    await expect(ended.getByText(/^ended/)).toContainText("Moved to another team, rep@staff.example");
    await expect(rowOf(page.getByRole("table", { name: "Logins" }), one!.login!)).toBeVisible();
  });

  await test.step("the history that made it so", async () => {
    const history = page.getByRole("table", { name: "History" }).getByRole("row");
    await expect(history.filter({ hasText: "Moved to another team" })).toContainText("person.deactivate");
  });

  await test.step("what would free it, previewed and not done", async () => {
    await tabTo(page, verdictOf(page, account).getByRole("link", { name: "Preview deactivation" }));
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Frees the seat");
    await expect(dialog.getByRole("button", { name: /^Deactivate Ann Lee/ })).toBeDisabled();
    await expect(dialog.getByRole("button", { name: /^Deactivate Ann Lee/ })).toHaveAccessibleDescription(/Only .+/);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });

  await test.step("no mark is support's to set", async () => {
    await page.goto(`/people/${ann.id}?mark=${one!.id}&bot=yes`);
    const dialog = page.getByRole("dialog", { name: `Mark ${one!.login}` });
    await expect(dialog).toContainText("Changes no seat");
    for (const field of ["Student", "Bot", "Reason"]) await expect(dialog.getByLabel(field)).toBeDisabled();
    await expect(dialog.getByRole("button", { name: `Mark ${one!.login}` })).toBeDisabled();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("button", { name: `Mark ${one!.login}` })).toHaveAccessibleDescription(/Only .+/);
  });
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2 });
});

test("an admin marks a program's login as a bot: the seat is free, and the page says why", async ({
  page,
  signInAs,
}) => {
  const { account, robot } = await createCrowd();
  const login = robot.owners[0]!.login!;

  await signInAs("admin");
  await page.goto(`/people/${robot.id}`);
  const title = `Mark ${login}`;
  await page.getByRole("button", { name: title }).click();
  const dialog = page.getByRole("dialog", { name: title });
  await expect(dialog.getByRole("button", { name: title })).toBeDisabled();
  await dialog.getByLabel("Bot").selectOption({ label: "Yes" });
  await expect(dialog).toContainText(`Frees 1 seat in ${account.name}`);
  await expectFigures(dialog.locator("dl"), {
    "Used seats before": "2",
    "Used seats after": "1",
    "Over by": "0",
    Bots: "0 → 1",
  });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: title }).click();
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await confirmDialog(page, title, "It builds, nobody sits behind it");

  await expect(verdictOf(page, account)).toContainText(`Takes no seat: ${login} is a bot's login according to staff.`);
  await expectRow(page.getByRole("table", { name: "Logins" }), login, { Bot: "yes (staff)" });
  await expect(page.getByRole("table", { name: "History" })).toContainText("It builds, nobody sits behind it");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 1 });
  expect(await listSeatDrift(db)).toEqual([]);

  await page.getByRole("button", { name: title }).click();
  await dialog.getByLabel("Bot").selectOption({ label: "Not set by staff" });
  await expect(dialog).toContainText(`Takes 1 seat in ${account.name}`);
  await confirmDialog(page, title, "It was somebody after all");
  await expect(verdictOf(page, account)).toContainText("Holds a seat through");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, botCount: 0 });
});

test("a rep decides on likely bots: one frees a seat, one is none and stays away", async ({ page, signInAs }) => {
  const { account, robot, unique } = await createCrowd();
  const human = await createUser({ login: `svc-${unique}` });
  const login = robot.owners[0]!.login!;

  await signInAs("account_rep");
  await page.goto("/people");
  await page.getByRole("link", { name: "Likely bots" }).click();
  const table = page.getByRole("table", { name: "Likely bots" });
  await expectRow(table, login, { "As a bot": `frees 1 seat in ${account.name}` });
  await page.getByRole("button", { name: `Mark as bot: ${login}` }).click();
  await confirmDialog(page, `Mark as bot: ${login}`, "Builds only");
  await expect(rowOf(table, login)).toHaveCount(0);
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1, botCount: 1 });

  await page.getByRole("button", { name: `No bot: svc-${unique}` }).click();
  await expect(page.getByRole("dialog")).toContainText("Changes no seat");
  await confirmDialog(page, `No bot: svc-${unique}`, "Svea Vance Cole");
  await expect(rowOf(table, `svc-${unique}`)).toHaveCount(0);
  const [owner] = await db.select().from(owners).where(eq(owners.userId, human.id));
  expect(owner).toMatchObject({ isBotByStaff: false });
});
