import { randomUUID } from "node:crypto";
import { auditedTransaction } from "@/db/audited-transaction";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { replaceSuggestedJoins } from "@/db/queries/suggestions/suggested-joins";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, expectFigures, pressEnter } from "./screen";

/** What the refresh in the background does, now. */
const refresh = () =>
  auditedTransaction({ kind: "system", job: "journey" }, "suggestions.refresh", async (tx) => {
    await replaceSuggestedJoins(tx);
    return { data: undefined, audit: [] };
  });

/** Two people of one verified e-mail with a seat each in an account that has just two. */
async function createTwins() {
  const unique = randomUUID().slice(0, 8);
  const verifiedEmail = `ann-${unique}@fernhollow.example`;
  const one = await createUser({ name: "Ann Lee", login: `ann-${unique}`, verifiedEmail });
  const other = await createUser({ name: "Annie", login: `zann-${unique}`, verifiedEmail });
  const account = await createAccount({ planSeatCount: 1, name: `Fernhollow ${unique}` });
  await createOrganization(one.owners, { account });
  await createOrganization(other.owners, { account });
  await refresh();
  const pair = `ann-${unique} and zann-${unique}`;
  return { one, other, account, verifiedEmail, join: `Join ${pair}`, keepApart: `Keep ${pair} apart` };
}

test("a rep joins two logins of one person, a seat is free, and splits them again", async ({ page, signInAs }) => {
  const { one, other, account, verifiedEmail, join } = await createTwins();
  const seatTotals = page.getByLabel("Seat totals");
  const split = `Split off ${other.owners[0]!.login}`;
  await signInAs("account_rep");

  await test.step("the suggestion says what it rests on and what it would free", async () => {
    await page.goto("/people");
    await page.getByRole("link", { name: "Same person?" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Same person?" })).toBeVisible();
    const row = page.getByRole("table", { name: "Suggestions" }).getByRole("row").filter({ hasText: verifiedEmail });
    await expect(row).toContainText(`Frees a seat in ${account.name}.`);
    await row.getByRole("button", { name: join }).click();
  });

  await test.step("joined, the account has a seat less in use", async () => {
    const dialog = page.getByRole("dialog", { name: join });
    await expectFigures(dialog.getByLabel(account.name), {
      "Used seats before": "2",
      "Used seats after": "1",
      "Total seats": "1",
      "Over by": "0",
    });
    await expectAccessible(page);
    await confirmDialog(page, join, "One contractor with two logins");
    await expect(page.getByText(verifiedEmail)).toHaveCount(0);
    await page.goto(`/accounts/${account.id}`);
    await expectFigures(seatTotals, { "Used seats": "1", People: "1", "Double counted": "1", "Over by": "0" });
  });

  await test.step("the record that was left leads to the person, who has both logins and the history", async () => {
    await page.goto(`/people/${other.id}`);
    await page.getByRole("link", { name: "Ann Lee" }).first().click();
    await expect(page).toHaveURL(`/people/${one.id}`);
    await expect(page.getByRole("table", { name: "Logins" }).getByRole("row")).toHaveCount(1 + 2);
    await expect(page.getByRole("table", { name: "History" })).toContainText("One contractor with two logins");
  });

  await test.step("split again, it says that the account is over, and each has their seat", async () => {
    await page.getByRole("button", { name: split }).click();
    const dialog = page.getByRole("dialog", { name: split });
    await expect(dialog).toContainText(`goes back to Annie (person ${other.id})`);
    await expect(dialog).toContainText(`Leaves ${account.name} over by 1`);
    await expectAccessible(page);
    await confirmDialog(page, split, "They are sisters");
    await expect(page.getByRole("table", { name: "Same person" })).toContainText("Kept apart");
    await page.goto(`/accounts/${account.id}`);
    await expectFigures(seatTotals, { "Used seats": "2", People: "2", "Double counted": "0", "Over by": "1" });
    await page.goto(`/people/${other.id}`);
    await expect(page.getByRole("table", { name: "History" })).toContainText("They are sisters");
  });
  expect(await listSeatDrift(db)).toEqual([]);
});

test("a rep keeps two people apart with the keyboard, and they stay so", async ({ page, signInAs }) => {
  const { one, account, verifiedEmail, join, keepApart } = await createTwins();
  await signInAs("account_rep");
  await page.goto(`/people/${one.id}`);
  const table = page.getByRole("table", { name: "Same person" });
  await expect(table).toContainText(verifiedEmail);
  await pressEnter(page.getByRole("button", { name: keepApart }));
  const dialog = page.getByRole("dialog", { name: keepApart });
  await expectFigures(dialog.getByLabel(account.name), { "Used seats before": "2", "Used seats after": "2" });
  await expectAccessible(page);
  await dialog.getByLabel("Reason").fill("Father and daughter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  await expect(table).toContainText("Kept apart");
  await expect(page.getByRole("button", { name: keepApart })).toHaveCount(0);
  await expect(page.getByRole("button", { name: join })).toBeEnabled();
  await expect(page.getByRole("table", { name: "History" })).toContainText("Father and daughter");
  await refresh();
  await page.goto("/people/suggestions");
  await expect(page.getByRole("table", { name: "Suggestions" })).toBeVisible();
  await expect(page.getByText(verifiedEmail)).toHaveCount(0);
});

test("support reads the suggestions and can do nothing about them", async ({ page, signInAs }) => {
  const { one, join, keepApart } = await createTwins();
  await signInAs("support");
  await page.goto(`/people/${one.id}`);
  for (const name of [join, keepApart]) {
    const button = page.getByRole("button", { name });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(/Only admins and account reps can do this/);
  }
});

test("a preview that no longer holds is shown anew, and nothing is done", async ({ page, signInAs }) => {
  const { one, other, account, join } = await createTwins();
  await signInAs("account_rep");
  await page.goto(`/people/${one.id}?join=${other.id}`);
  const dialog = page.getByRole("dialog", { name: join });
  await expectFigures(dialog.getByLabel(account.name), { "Used seats before": "2" });
  await createOrganization((await createUser()).owners, { account });
  await dialog.getByLabel("Reason").fill("One person");
  await dialog.getByRole("button", { name: join }).click();
  await expect(dialog.getByRole("alert")).toContainText("The numbers have changed");
  await expectFigures(dialog.getByLabel(account.name), { "Used seats before": "3", "Used seats after": "2" });
  await expect(dialog.getByLabel("Reason")).toHaveValue("One person");
});
