import type { Page } from "@playwright/test";
import type { Organization } from "@/db/schema/organizations";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { previewRosters } from "./rosters";
import { confirmDialog, expectFigures, expectRow, lastChange } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();

/** Ann and Stu were not seen for long, Bo was, and of Mute the roster says nothing. All are activated. */
async function createTeam() {
  const account = await createAccount({ planSeatCount: 3 });
  const [ann, bo, mute] = [
    await createUser({ name: "Ann Lee" }),
    await createUser({ name: "Bo Berg" }),
    await createUser({ name: "Mute Moe" }),
  ];
  const stu = await createUser({ name: "Stu Dent", isStudent: true });
  const people = [ann, bo, mute, stu].flatMap(({ owners }) => owners);
  const organization = await createOrganization(people, { account });
  return { account, organization, seen: { ann, bo, mute, stu } };
}

type Seen = [person: Person, daysAgo: number | undefined][];

async function importLastSeen(page: Page, organization: Organization, seen: Seen): Promise<void> {
  const rows = seen.map(([{ owners }, days]) =>
    [organization.login, owners[0]!.login, days === undefined ? "" : daysAgo(days)].join(),
  );
  const buffer = Buffer.from(["organization,login,last_seen_at", ...rows].join("\n"));
  await page.goto("/imports");
  await page.getByLabel("Roster files").setInputFiles({ name: "seen.csv", mimeType: "text/csv", buffer });
  await previewRosters(page);
  await page.getByLabel("Reason").fill("The host told when they were seen");
  await page.getByRole("button", { name: /^Import / }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toHaveCount(0);
}

test("people who were not seen for long are found, deactivated as one, and brought back from the audit log", async ({
  page,
}) => {
  const { account, organization, seen } = await createTeam();
  await importLastSeen(page, organization, [
    [seen.ann, 200],
    [seen.bo, 3],
    [seen.mute, undefined],
    [seen.stu, 120],
  ]);

  await page.goto(`/accounts/${account.id}/people`);
  await page.getByRole("link", { name: "Inactive people" }).click();
  const table = page.getByRole("table", { name: "Inactive people" });
  await expect(page.getByRole("heading", { name: "2 people not seen for 90 days" })).toBeVisible();
  await expectRow(table, "Ann Lee", { "Activated in": organization.login, "Frees a seat": "Yes" });
  await expectRow(table, "Stu Dent", { "Frees a seat": "No: student" });
  await expectAccessible(page);
  await page.getByLabel("Days without being seen").fill("150");
  await expect(page.getByRole("heading", { name: "1 person not seen for 150 days" })).toBeVisible();
  await page.getByLabel("Days without being seen").fill("90");
  await expect(page.getByRole("heading", { name: "2 people not seen for 90 days" })).toBeVisible();

  await page.getByRole("button", { name: "Deactivate selected" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Select the people first." })).toBeVisible();
  await page.getByRole("checkbox", { name: "Select Ann Lee" }).check();
  await page.getByRole("checkbox", { name: "Select Stu Dent" }).check();
  await page.getByRole("button", { name: "Deactivate selected" }).click();
  const dialog = page.getByRole("dialog", { name: "Deactivate 2 people" });
  await expectFigures(dialog, { "Used seats before": "3", "Used seats after": "2", "Total seats": "3" });
  await expectAccessible(page);
  await page.reload();
  await expect(dialog).toContainText("2 activations end");
  await confirmDialog(page, "Deactivate 2 people", "Nobody saw them");

  await expect(lastChange(page)).toContainText("Deactivated 2 people.");
  await expect(lastChange(page)).toContainText("used seats 3 → 2");
  await expect(page.getByRole("heading", { name: "0 people not seen for 90 days" })).toBeVisible();
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, studentCount: 0 });
  await expectAccessible(page);

  await page.goto(`/accounts/${account.id}/audit-log`);
  await expect(page.getByRole("link", { name: "Undo: Nobody saw them" })).toHaveCount(1);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Undo: Nobody saw them" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expectFigures(preview, {
    "Used seats before": "2",
    "Used seats after": "3",
    "Take a seat": "1",
    "Activated at no cost: students": "1",
  });
  const people = page.getByRole("table", { name: "People of this change" });
  await expectRow(people, "Ann Lee", { "Restored in": organization.login, "Takes a seat": "Yes", "Not restored": "" });
  await expectAccessible(page);
  await expect(preview.getByLabel("Reason")).toHaveValue("Undo: Nobody saw them");
  await preview.getByLabel("Reason").fill("");
  await preview.getByRole("button", { name: "Undo for 2 people" }).click();
  await expect(preview.getByLabel("Reason")).toBeFocused();
  await expect(preview.getByLabel("Reason")).toHaveAccessibleDescription(/Enter a reason/);
  await preview.getByLabel("Reason").fill("They were on leave");
  await preview.getByRole("button", { name: "Undo for 2 people" }).dblclick();
  await expect(lastChange(page)).toContainText("Activated 2 people.");
  await expect(page.getByText("They were on leave")).toBeVisible();
  await expect(preview).toHaveCount(0);
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 3, studentCount: 1 });
  await expectAccessible(page);

  await page.getByRole("link", { name: "See the change that undid it" }).click();
  const log = page.getByRole("table", { name: "Audit log" });
  await expect(log.getByRole("rowheader")).toHaveCount(2);
  await log.getByRole("link", { name: "that change" }).first().click();
  await expect(log.getByText("Deactivated person")).toHaveCount(2);
  await expect(log.getByRole("link", { name: "Undone: Nobody saw them" })).toHaveCount(1);
  await page.getByRole("link", { name: "Show every change" }).click();
  await expect(log.getByRole("link", { name: "that change" })).toHaveCount(1);
  await expect(log.getByText("Deactivated 2 people", { exact: true }).first()).toBeVisible();
});

test("everybody inactive goes at once, the unknown stay; the confirmation leads to the undo, which names whom it leaves", async ({
  page,
  context,
  signInAs,
}) => {
  const { account, organization, seen } = await createTeam();
  await importLastSeen(page, organization, [
    [seen.ann, 200],
    [seen.bo, 100],
    [seen.mute, undefined],
    [seen.stu, 120],
  ]);
  await page.goto(`/accounts/${account.id}/people/inactive?show=unknown`);
  await expectRow(page.getByRole("table", { name: "Inactive people" }), "Mute Moe", { "Last seen": "unknown" });
  await page.getByRole("link", { name: "Show the 3 who are inactive" }).click();
  await page.getByLabel("Select all 3 listed").check();
  await page.getByRole("button", { name: "Deactivate all 3" }).click();
  await confirmDialog(page, "Deactivate 3 people", "Nobody saw them");
  await lastChange(page).getByRole("link", { name: "Undo: Deactivated 3 people" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByLabel("Reason")).toHaveValue("Undo: Nobody saw them");
  await preview.getByLabel("Reason").fill("They were on leave");

  const otherTab = await context.newPage();
  await importLastSeen(otherTab, organization, [
    [seen.ann, 1],
    [seen.mute, undefined],
    [seen.stu, 1],
  ]);
  await preview.getByRole("button", { name: "Undo for 3 people" }).click();
  await expect(preview.getByRole("alert")).toHaveText(
    "The numbers have changed since this preview. Check them again, then confirm.",
  );
  await expectFigures(preview, { "Used seats after": "2", "Not restored: left the organization": "1" });
  await page.getByLabel("Show").selectOption({ label: "Not restored" });
  const people = page.getByRole("table", { name: "People of this change" });
  await expectRow(people, "Bo Berg", { "Not restored": `${organization.login}: left the organization` });
  await expect(people.getByRole("rowheader")).toHaveCount(1);
  await expect(preview.getByLabel("Reason")).toHaveValue("They were on leave");

  const address = page.url();
  await signInAs("support");
  await page.goto(address);
  await expect(preview.getByRole("button", { name: "Undo for 2 people" })).toBeDisabled();
  await page.goto(`/accounts/${account.id}/audit-log`);
  await page.getByRole("link", { name: "Undo: Nobody saw them" }).click();
  await expect(preview).toContainText("Only admins and account reps can do this.");

  await signInAs("account_rep");
  await page.goto(address);
  await preview.getByLabel("Reason").fill("They were on leave");
  await preview.getByRole("button", { name: "Undo for 2 people" }).click();
  await expect(lastChange(page)).toContainText("Activated 2 people.");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 2, studentCount: 1 });
});
