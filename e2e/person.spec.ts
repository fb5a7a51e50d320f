import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { formerMemberships } from "@/db/schema/memberships";
import { users } from "@/db/schema/people";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, expectRow, rowOf } from "./screen";

/** What the person's page says about one account. */
const verdictOf = (page: Page, account: { name: string }) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: account.name }) });

test("support reads why a person is a seat, a rep deactivates them, and the page says that the seat is free", async ({
  page,
  signInAs,
}) => {
  const account = await createAccount({ planSeatCount: 3 });
  const [ann, other] = [await createUser({ name: "Ann Lee", logins: 2 }), await createUser()];
  const [one, two] = ann.owners;
  const first = await createOrganization([one!, ...other.owners], { account });
  const second = await createOrganization([two!], { account });
  const free = await createOrganization([two!], { isActivated: false });
  const logins = [first.login, second.login].sort();

  await test.step("support finds the person and the reason", async () => {
    await signInAs("support");
    await page.goto("/people");
    await page.getByRole("searchbox", { name: "Search people" }).fill(one!.login!);
    const found = page.getByRole("table", { name: "People" }).getByRole("rowheader");
    await expect(found).toHaveCount(1);
    await found.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ann Lee");
    await expect(verdictOf(page, account)).toContainText(
      `Holds a seat through ${logins.join(" and ")}. The seat is freed only when both are deactivated.`,
    );
    await expect(verdictOf(page, account)).toContainText("Seat");

    await expect(page.getByRole("table", { name: "Logins" }).getByRole("row")).toHaveCount(1 + 2);
    const organizations = page.getByRole("table", { name: "Organizations" });
    await expectRow(organizations, first.login, { Account: account.name, Login: one!.login!, Activated: "yes" });
    await expectRow(organizations, free.login, { Account: "in no account", Login: two!.login!, Activated: "no" });
    await expectAccessible(page);
  });

  await test.step("a rep deactivates them from there", async () => {
    await signInAs("account_rep");
    await page.reload();
    await verdictOf(page, account).getByRole("link", { name: "Preview deactivation" }).click();
    const title = "Deactivate Ann Lee in 2 organizations";
    await expect(page.getByRole("dialog", { name: title })).toContainText("Frees the seat");
    await confirmDialog(page, title, "Left the company");
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
  });

  await test.step("the page says so, and its history tells why", async () => {
    await signInAs("support");
    await page.goto(`/people/${ann.id}`);
    const verdict = verdictOf(page, account);
    await expect(verdict).toContainText(
      `A member of ${logins.join(" and ")}, but not activated anywhere in this account.`,
    );
    await expect(verdict.getByRole("link", { name: "Preview deactivation" })).toHaveCount(0);
    const history = page.getByRole("table", { name: "History" }).getByRole("row");
    await expect(history.filter({ hasText: "Left the company" })).toContainText("person.deactivate");
  });
});

test("a person's page tells what they left, and what was done to the record that was merged into them", async ({
  page,
  signInAs,
}) => {
  const [person, merged] = [await createUser({ name: "Kept Person" }), await createUser({ name: "Gone Person" })];
  await db.update(users).set({ mergedIntoId: person.id }).where(eq(users.id, merged.id));
  const left = await createOrganization();
  const until = new Date("2026-02-03T04:05:06Z");
  await db.insert(formerMemberships).values({
    organizationId: left.id,
    ownerId: person.owners[0]!.id,
    role: "admin",
    wasActivated: true,
    since: new Date("2025-01-02T00:00:00Z"),
    until,
  });
  const entry = { changeId: randomUUID(), actor: "cli:ann", createdAt: until };
  await db.insert(auditLog).values([
    {
      ...entry,
      action: "roster.import",
      subjectKind: "organization",
      subjectId: String(left.id),
      reason: "Roster of February",
    },
    {
      ...entry,
      changeId: randomUUID(),
      createdAt: new Date("2026-03-04T05:06:07Z"),
      action: "person.mark",
      subjectKind: "person",
      subjectId: String(merged.id),
      reason: "Is a student",
    },
  ]);

  await signInAs("support");
  await page.goto(`/people/${person.id}`);
  const row = rowOf(page.getByRole("table", { name: "Organizations left" }), left.login);
  await expect(row).toContainText("on 2 Jan 2025");
  await expect(row).toContainText("Roster of February, cli:ann");
  const history = page.getByRole("table", { name: "History" }).getByRole("row");
  await expect(history.filter({ hasText: "Roster of February" })).toContainText("roster.import");
  const ofMerged = history.filter({ hasText: "Is a student" });
  await expect(ofMerged).toContainText("Gone Person");
  await expectAccessible(page);
  await ofMerged.getByRole("link", { name: "Gone Person" }).click();
  await expect(page.getByRole("link", { name: "Kept Person" })).toBeVisible();
});

test("a merged person leads to who they became", async ({ page, signInAs }) => {
  const [kept, merged] = [await createUser({ name: "Kept Person" }), await createUser({ name: "Gone Person" })];
  await db.update(users).set({ mergedIntoId: kept.id }).where(eq(users.id, merged.id));
  await signInAs("support");
  await page.goto(`/people/${merged.id}`);
  await page.getByRole("link", { name: "Kept Person" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kept Person" })).toBeVisible();
  await expect(page.getByText("No seat anywhere")).toBeVisible();
});

test.describe("an address of nobody", () => {
  test.use({ expectedErrors: [/status of 404/] });

  for (const id of ["0", "ann"]) {
    test(`/people/${id} is not found`, async ({ page, signInAs }) => {
      await signInAs("support");
      const answer = await page.goto(`/people/${id}`);
      expect(answer!.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "Not found" })).toBeVisible();
    });
  }
});
