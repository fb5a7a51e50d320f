import { sampleAccounts } from "@/db/seed/companies";
import { expect, expectAccessible, test } from "./fixtures";
import { figuresOf } from "./screen";

test.beforeEach(({ signInAs }) => signInAs("support"));

test("a list's search, sort and page stand in its address, and the address alone brings them back", async ({
  page,
}) => {
  await page.goto("/people");
  const names = page.getByRole("table", { name: "People" }).getByRole("rowheader");
  await page.getByRole("searchbox", { name: "Search people" }).fill("_nwind");
  await expect(page).toHaveURL(/[?&]q=_nwind/);
  await page.getByRole("columnheader", { name: "Person" }).getByRole("link").click();
  await expect(page).toHaveURL(/direction=desc/);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByRole("searchbox", { name: "Search people" })).toHaveValue("_nwind");
  const shown = await names.allTextContents();
  expect(shown.length).toBeGreaterThan(10);

  const address = page.url();
  await page.goto("/accounts");
  await page.goto(address);
  await expect(names).toHaveText(shown);
  await expect(page.getByRole("columnheader", { name: "Person" })).toHaveAttribute("aria-sort", "descending");
});

test("a dialog over the organizations of an account keeps their search and order, and leads back to them", async ({
  page,
  signInAs,
}) => {
  await signInAs("account_rep");
  await page.goto("/accounts/okto/organizations?organizations=okto-research");
  const table = page.getByRole("table", { name: "Organizations" });
  await page.getByRole("searchbox", { name: "Search organizations" }).fill("okto-");
  await expect(page).toHaveURL(/[?&]q=okto-/);
  await table.getByRole("columnheader", { name: "Activated" }).getByRole("link").click();
  await expect(table.getByRole("columnheader", { name: "Activated" })).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("region", { name: "Preview" })).toBeVisible();
  const address = page.url();
  const shown = await table.getByRole("rowheader").allTextContents();

  for (const name of ["Detach", "Move"]) {
    await table.getByRole("row").last().getByRole("button", { name }).click();
    await expect(page.getByRole("dialog", { name })).toContainText(shown.at(-1)!);
    await expect(table.getByRole("rowheader")).toHaveText(shown);
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(address);
  }
});

const columns: [path: string, table: string, names: string[]][] = [
  [
    "/accounts",
    "Accounts",
    ["Account", "Plan", "Organizations", "People", "Used seats", "Total seats", "Double counted", "Over by"],
  ],
  [
    "/accounts/okto/organizations",
    "Organizations",
    ["Organization", "Members", "Activated", "Shared", "Only here", "Students", "Bots"],
  ],
  ["/accounts/okto/overlap", "Exact intersections", ["Organizations", "People with a seat"]],
];

for (const [path, table, names] of columns) {
  test(`the table ${table} at ${path} has the columns that scripts rely on`, async ({ page }) => {
    await page.goto(path);
    for (const name of names) {
      await expect(
        page.getByRole("table", { name: table }).getByRole("columnheader", { name, exact: true }),
      ).toHaveCount(1);
    }
  });
}

test("accounts that need someone have tabs with their numbers, and a search finds closed ones too", async ({
  page,
}) => {
  await page.goto("/accounts");
  const tabs = page.getByRole("navigation", { name: "Seats" });
  await expect(tabs.getByRole("link", { name: /^All \d+$/ })).toHaveAttribute("aria-current", "page");
  const over = tabs.getByRole("link", { name: /^Over \d+$/ });
  const count = Number((await over.innerText()).replace(/\D/g, ""));
  await over.click();
  await expect(page).toHaveURL(/seats=over/);
  await expect(over).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("table", { name: "Accounts" }).getByRole("rowheader")).toHaveCount(count);

  const name = sampleAccounts.closed;
  await page.goto("/accounts");
  await page.getByLabel("Search accounts").fill(name);
  await expect(page.getByText("No accounts match")).toBeVisible();
  await page.getByRole("link", { name: "Show inactive and closed accounts too" }).click();
  await expect(page.getByRole("table", { name: "Accounts" }).getByRole("rowheader", { name })).toBeVisible();
});

test("a term is explained by the button beside it, by pointer and by keyboard", async ({ page }) => {
  await page.goto("/accounts/okto");
  const button = page.getByRole("button", { name: "About Double counted" });
  await button.click();
  const note = page.getByRole("note").filter({ hasText: "What billing each organization by itself" });
  await expect(note).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
  await expect(button).toBeFocused();
  expect(await figuresOf(page.getByLabel("Seat totals"))).toHaveProperty("Double counted");
  await page.getByRole("button", { name: "About Used seats" }).press("Enter");
  await expect(page.getByRole("note").filter({ hasText: "People who take a seat" })).toBeVisible();
});

test("the list of accounts says beside each bar how many students and bots take none of its seats", async ({
  page,
}) => {
  await page.goto("/accounts/okto");
  const { Students: students, Bots: bots } = await figuresOf(page.getByLabel("Seat totals"));
  await page.goto("/accounts?q=oktopod");
  await expect(page.getByRole("table", { name: "Accounts" })).toContainText(`${students} students, ${bots} bots`);
});

test("the audit log is shown the oldest first when its time is pressed, and the newest first again", async ({
  page,
}) => {
  await page.goto("/accounts/okto/audit-log");
  const when = page.getByRole("table", { name: "Audit log" }).getByRole("columnheader", { name: "When" });
  await expect(when).toHaveAttribute("aria-sort", "descending");
  await when.getByRole("link").click();
  await expect(when).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/direction=asc/);
  await when.getByRole("link").click();
  await expect(when).toHaveAttribute("aria-sort", "descending");
});

test("imports are filtered by status and shown the oldest first when their time is pressed", async ({ page }) => {
  await page.goto("/imports");
  const table = page.getByRole("table", { name: "Imports" });
  const when = table.getByRole("columnheader", { name: "When" });
  await expect(when).toHaveAttribute("aria-sort", "descending");
  await page.getByLabel("Status").selectOption({ label: "Done" });
  await expect(page).toHaveURL(/[?&]status=done/);
  await when.getByRole("link").click();
  await expect(when).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/[?&]status=done/);
  await expect(table.getByRole("cell", { name: "done", exact: true })).not.toHaveCount(0);
  await expect(table.getByRole("cell", { name: /^(staged|failed|discarded)/ })).toHaveCount(0);
});

test("accounts that are inactive or closed are listed when asked for, and only then", async ({ page }) => {
  await page.goto("/accounts");
  const accounts = page.getByRole("table", { name: "Accounts" });
  await expect(accounts.getByRole("link", { name: sampleAccounts.delinquent })).toBeVisible();
  await expect(accounts.getByRole("link", { name: sampleAccounts.inactive })).toHaveCount(0);
  await page.getByLabel("Status").selectOption({ label: "Closed" });
  await expect(accounts.getByRole("rowheader")).toHaveText([new RegExp(sampleAccounts.closed)]);
  await page.getByLabel("Status").selectOption({ label: "Inactive" });
  await expect(accounts.getByRole("link", { name: sampleAccounts.inactive })).toBeVisible();
  await expect(accounts.getByRole("link", { name: sampleAccounts.closed })).toHaveCount(0);
});

for (const path of [
  "/accounts",
  "/organizations",
  "/people",
  "/imports",
  "/audit-log",
  "/accounts/okto/organizations",
  "/accounts/okto/people",
  "/accounts/okto/audit-log",
]) {
  test(`${path}: a page beyond the last says so and leads back`, async ({ page }) => {
    await page.goto(`${path}?page=999`);
    await expect(page.getByText("There is no such page.")).toBeVisible();
    await page.getByRole("link", { name: "Go to the first page" }).click();
    await expect(page).not.toHaveURL(/page=999/);
    await expect(page.getByText("There is no such page.")).toHaveCount(0);
  });
}
