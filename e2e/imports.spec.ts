import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { createAccount, createOrganization, createUser, reloadAccount, unique } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { previewRosters } from "./rosters";
import { tabTo } from "./screen";

// A refusal is an answer of 400, which a browser notes in its console.
test.use({ expectedErrors: [/status of 400/] });

test.beforeEach(async ({ page, signInAs }) => {
  await signInAs("account_rep");
  await page.goto("/imports");
});

const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

async function upload(page: Page, name: string, lines: string[]): Promise<void> {
  const buffer = Buffer.from(`${lines.join("\n")}\n`);
  await page.getByLabel("Roster files").setInputFiles({ name, mimeType: "text/plain", buffer });
}

test("a roster that contradicts itself is refused with its lines, and nothing is stored", async ({ page }) => {
  await upload(page, "people.csv", [
    "organization,login,name",
    "moss,ann-lee,Ann Lee",
    "fern,ann-lee,Ann Leigh",
    "fern,not a login,Bo",
    "fern,nor this one,Cy",
  ]);
  await page.getByRole("button", { name: "Preview import" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "These rosters were not taken: 2 problems" });
  await expect(refusal.getByRole("listitem")).toHaveCount(2);
  await expect(refusal.getByRole("listitem").last()).toContainText("people.csv:5: ");
  await expect(page).toHaveURL(/\/imports$/);
  await expectAccessible(page);

  await refusal.getByRole("button", { name: "Leave out people.csv" }).click();
  await expect(page.getByRole("list", { name: "Chosen files" })).toBeHidden();
});

test("a roster that does not say who is activated asks for a choice at the field, and keeps its files", async ({
  page,
}) => {
  const login = `open-${randomUUID().slice(0, 8)}`;
  await upload(page, "people.csv", [
    "organization,login,activated",
    `${login},ann-${login},true`,
    `${login},bo-${login},`,
    `${login},cy-${login},`,
  ]);
  const activate = page.getByLabel("Activate", { exact: true });
  await expect(activate).toHaveValue("");
  await page.getByRole("button", { name: "Preview import" }).click();
  await expect(activate).toHaveAccessibleDescription(
    /2 memberships do not say whether they are activated\. Choose None or All\.$/,
  );
  await expect(activate).toBeFocused();
  await expect(page).toHaveURL(/\/imports$/);
  await expect(page.getByRole("list", { name: "Chosen files" })).toContainText("people.csv");

  await previewRosters(page, "All");
  await expect(preview(page)).toContainText("3 activated");
});

test("a roster that says of everyone whether they are activated needs no choice", async ({ page }) => {
  const login = `said-${randomUUID().slice(0, 8)}`;
  await upload(page, "people.csv", ["organization,login,activated", `${login},ann-${login},true`]);
  await page.getByRole("button", { name: "Preview import" }).click();
  await expect(preview(page)).toContainText("1 activated");
});
test("every number opens the people behind it, in the preview and in the result", async ({ page, signInAs }) => {
  const account = await createAccount({ planSeatCount: 90 });
  const mark = unique();
  const [ann, bo] = [await createUser({ login: `ann-${mark}` }), await createUser({ login: `bo-${mark}` })];
  const acme = await createOrganization([...ann.owners, ...bo.owners], { account });
  const newcomers = Array.from({ length: 60 }, (_, index) => `m${String(index).padStart(2, "0")}-${mark}`);
  await upload(page, `${acme.login}.csv`, ["login", `ann-${mark}`, ...newcomers]);
  await previewRosters(page, "None");

  const table = preview(page).getByRole("table", { name: "Organizations" });
  const people = page.getByRole("table", { name: "People behind it" });
  await tabTo(page, table.getByRole("link", { name: "1", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: `1 person removed from ${acme.login}` })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`\\?show=removed&organization=${acme.login}#people$`));
  await expect(page.locator("#people")).toBeFocused();
  await expect(people.getByRole("link", { name: `bo-${mark}` })).toHaveAttribute("href", `/people/${bo.id}`);
  await page.getByRole("link", { name: "Close" }).click();
  await expect(people).toBeHidden();
  await expect(page.locator("#numbers")).toBeFocused();

  await preview(page).getByRole("link", { name: "60 members added" }).click();
  const added = page.getByRole("region", { name: "60 people added" });
  await expect(added).toContainText("These are the first 50.");
  await expect(people.getByRole("rowheader")).toHaveCount(50);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(await csvBehind(page, "Download CSV")).toHaveLength(1 + 60);

  await preview(page).getByRole("button", { name: "Import 1 organization" }).click();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toBeVisible();
  await expect(added).toContainText("1–50 of 60 people");
  await page.getByRole("navigation", { name: "Pages of people" }).getByRole("link", { name: "Next" }).click();
  await expect(people.getByRole("rowheader")).toHaveCount(10);
  await expect(people.getByRole("link", { name: newcomers.at(-1), exact: true })).toBeVisible();
  expect(await csvBehind(page, "Download CSV of everyone")).toHaveLength(1 + 61);

  await signInAs("support");
  await page.reload();
  await result.getByRole("link", { name: "1 removed" }).click();
  await expect(people.getByRole("link", { name: `bo-${mark}` })).toBeVisible();
  await expectAccessible(page);
});

async function csvBehind(page: Page, name: string): Promise<string[]> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name, exact: true }).click(),
  ]);
  return (await readFile(await file.path(), "utf8")).trimEnd().split("\n");
}

test("a roster that would remove more than half of an organization is refused unless shrinking is allowed", async ({
  page,
}) => {
  const account = await createAccount({ planSeatCount: 30 });
  const people = await Promise.all(Array.from({ length: 20 }, () => createUser()));
  const owners = people.flatMap((person) => person.owners);
  const organization = await createOrganization(owners, { account });
  const roster = ["organization,login", ...owners.slice(0, 4).map(({ login }) => `${organization.login},${login}`)];

  await upload(page, "few.csv", roster);
  await previewRosters(page);
  await expect(preview(page)).toContainText("would be refused");
  await expect(preview(page).getByRole("button", { name: /^Import/ })).toBeDisabled();
  await preview(page).getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("Nothing was imported. Its files are gone.")).toBeVisible();
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 20 });

  await page.goto("/imports");
  await upload(page, "few.csv", roster);
  await page.getByLabel("Allow shrinking").check();
  await previewRosters(page);
  await expect(preview(page)).toContainText("16 removed");
  await page.reload();
  await expect(preview(page).getByLabel("Reason")).toHaveValue("Import of few.csv");
  await preview(page).getByRole("button", { name: "Import 1 organization" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("16 removed");
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 4 });
});

test("an organization whose roster is refused is left out with a click, and taken back in", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 30 });
  const people = await Promise.all(Array.from({ length: 20 }, () => createUser()));
  const acme = await createOrganization(
    people.flatMap(({ owners }) => owners),
    { account },
  );
  const beta = await createOrganization([], { account });
  await upload(page, "two.csv", [
    "organization,login",
    `${acme.login},ann-${unique()}`,
    `${beta.login},bo-${unique()}`,
  ]);
  await previewRosters(page);
  const leaveOut = page.getByRole("button", { name: `Leave out ${acme.login}` });
  await expect(preview(page).getByRole("listitem").filter({ has: leaveOut })).toContainText("two.csv: ");
  await expectAccessible(page);
  await leaveOut.click();
  await expect(preview(page)).toContainText(`Left out: ${acme.login}`);
  await expect(page.locator("#numbers")).toBeFocused();
  await preview(page)
    .getByRole("button", { name: `Take ${acme.login} back in` })
    .click();
  await expect(leaveOut).toBeVisible();
  await leaveOut.click();
  await preview(page).getByRole("button", { name: "Import 1 organization" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("1 member added");
  await expect(page.getByText(`Left out: ${acme.login}.`)).toBeVisible();
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 20 });
});

test("an import that would activate more people than fit is refused whole and says how many seats are missing", async ({
  page,
}) => {
  const account = await createAccount({ name: `Tight ${randomUUID().slice(0, 8)}`, planSeatCount: 1 });
  const organization = await createOrganization((await createUser()).owners, { account });
  const newcomers = ["ann", "bo"].map((name) => `${name}-${randomUUID().slice(0, 8)}`);
  await upload(page, `${organization.login}.csv`, ["login", ...newcomers]);
  const field = page.getByLabel(`Organization of ${organization.login}.csv`);
  await expect(field).toHaveValue("");
  await expect(field).toHaveAccessibleDescription(new RegExp(`Left empty, this means ${organization.login}`));
  await previewRosters(page, "All");
  await expect(preview(page)).toContainText(`${account.name}: `);
  await expect(preview(page).getByRole("button", { name: /^Import/ })).toBeDisabled();
  expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1 });
});

test("a preview stays as it was until somebody previews again, and is not confirmed once the numbers have changed", async ({
  page,
}) => {
  const login = `moved-${randomUUID().slice(0, 8)}`;
  const stage = async (...people: string[]) => {
    await page.goto("/imports");
    await upload(page, `${login}.csv`, ["organization,login", ...people.map((name) => `${login},${name}-${login}`)]);
    await previewRosters(page);
    await expect(preview(page)).toContainText("As of just now");
    return page.url();
  };
  const [first, second] = [await stage("ann", "bo"), await stage("ann")];
  await preview(page).getByRole("button", { name: "Import 1 organization" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("1 member added");

  await page.goto(first);
  expect(second).not.toBe(first);
  await expect(preview(page)).toContainText("1 of them new: 2 members added");
  await preview(page).getByRole("button", { name: "Import 1 organization" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The numbers have changed" })).toBeVisible();
  await expect(preview(page)).toContainText("1 organization: 1 member added");
  await preview(page).getByRole("button", { name: "Preview again" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The numbers have changed" })).toBeHidden();
  await preview(page).getByRole("button", { name: "Import 1 organization" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toContainText("1 member added");
});

test("while a hostile file is read others have their answers", async ({ page, request }) => {
  const timeOfAnswer = async () => {
    const asked = performance.now();
    expect((await request.get("/api/health")).ok()).toBe(true);
    return performance.now() - asked;
  };
  let usual = 0;
  for (let count = 0; count < 20; count++) usual = Math.max(usual, await timeOfAnswer());

  const commas = Buffer.from(`members: [${",".repeat(500_000)}]`);
  await page.getByLabel("Roster files").setInputFiles({ name: "acme.yaml", mimeType: "text/plain", buffer: commas });
  await page.getByRole("button", { name: "Preview import" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "These rosters were not taken" });
  let longest = 0;
  do longest = Math.max(longest, await timeOfAnswer());
  while (!(await refusal.isVisible()));
  await expect(refusal).toContainText("… and 80 more.");
  expect(longest).toBeLessThan(500 + usual);
});

test("old plans come in beside a roster: shown before and after, kept as a record, and no member moves", async ({
  page,
}) => {
  const account = await createAccount({ planSeatCount: 9 });
  const known = await createOrganization((await createUser()).owners, { account });
  const unknown = `plan-${randomUUID().slice(0, 8)}`;
  const before = await reloadAccount(account);
  await upload(page, "plans.csv", [
    "organization,plan_seats,stripe_customer_id",
    `${known.login},70,cus_1`,
    `${unknown},5,`,
    "not an organization,five,",
  ]);
  await page.getByRole("button", { name: "Preview import" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "These rosters were not taken" })).toContainText(
    'plans.csv:4: "five" under "plan_seats" is not a number of seats.',
  );

  await page.reload();
  await upload(page, "plans.csv", [
    "organization,plan_seats,stripe_customer_id",
    `${known.login},70,cus_1`,
    `${unknown},5,`,
  ]);
  await expect(page.getByText("plans.csv names its organizations itself")).toBeVisible();
  await page.getByRole("button", { name: "Preview import" }).click();
  const plans = preview(page).getByRole("table", { name: "Old plans" });
  await expect(plans.getByRole("row", { name: known.login })).toContainText("none → 70");
  await expect(plans.getByRole("row", { name: known.login })).toContainText("none → cus_1");
  await expect(plans.getByRole("row", { name: unknown })).toContainText("new");
  await preview(page).getByRole("button", { name: "Import 2 organizations" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toContainText(
    "2 old plans, 1 of them of a new organization",
  );
  expect(await reloadAccount(account)).toEqual(before);

  await page.goto(`/accounts/${account.id}/audit-log`);
  await page
    .getByText("1 entry")
    .or(page.getByText(/^\d+ entries$/))
    .first()
    .click();
  await expect(page.getByRole("table").getByText("cus_1").first()).toBeVisible();
});
