import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { sampleAccounts } from "@/db/seed/companies";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { expect, test } from "./fixtures";
import { importRosters } from "./rosters";

test("the accounts that are shown, and no other, are in their CSV", async ({ page, signInAs }) => {
  await signInAs("support");
  await page.goto("/accounts");
  await page.getByRole("searchbox", { name: "Search accounts" }).fill(sampleAccounts.over);
  await expect(page).toHaveURL(/q=Oktopod/);
  await expect(page.getByRole("table", { name: "Accounts" }).getByRole("rowheader")).toHaveCount(1);
  const { fileName, text } = await download(page);
  expect(fileName).toBe("accounts.csv");
  const [header, ...rows] = text.trim().split("\n");
  expect(header).toMatch(
    /^account,state,delinquent,plan,organizations,people,used_seats,total_seats,double_counted,over_by/,
  );
  expect(rows).toEqual([
    expect.stringMatching(/^Oktopod Robotics,active,false,users-enterprisem,5,\d+,231,220,\d+,11/),
  ]);
});

test("the intersections and pairs of an account are in the CSV of its overlap", async ({ page, signInAs }) => {
  await signInAs("support");
  await page.goto("/accounts/okto/overlap");
  const { text } = await download(page);
  expect(text).toMatch(/^kind,organizations,people_with_a_seat,share_of_smaller_percent\n/);
  expect(text).toMatch(/^exact,okto-arm \+ okto-vision,\d+,$/m);
  expect(text).toMatch(/^pair,okto-arm \+ okto-vision,\d+,\d+$/m);
});

test("the people of an account, downloaded and imported again unchanged, change nothing", async ({
  page,
  signInAs,
}) => {
  const account = await createAccount({ planSeatCount: 9 });
  const twoLogins = await createUser({ logins: 2, name: "Ann Lee" });
  const student = await createUser({ isStudent: true, name: "=Gus, the “first”" });
  const bot = await createUser({ isBot: true, serviceId: String(Date.now()) });
  const absent = await createUser();
  await createOrganization([...twoLogins.owners, ...student.owners, ...bot.owners], { account });
  await createOrganization(twoLogins.owners, { account });
  await createOrganization(absent.owners, { account, isActivated: false });
  const before = await reloadAccount(account);
  await signInAs("account_rep");

  const people = `/accounts/${account.id}/people`;
  await page.goto(people);
  const first = await download(page);
  expect(first.text).toMatch(
    /^organization,login,service_id,name,email,verified_email,saml_name_id,role,activated,student,bot,last_seen_at\n/,
  );
  expect(first.text.trim().split("\n")).toHaveLength(1 + 7);

  await page.goto("/imports");
  const buffer = Buffer.from(first.text);
  await page.getByLabel("Roster files").setInputFiles({ name: first.fileName, mimeType: "text/csv", buffer });
  await importRosters(page, "Import 3 organizations");
  await expect(page.getByRole("region", { name: "Result" })).toContainText(
    "3 organizations: 0 members added, 0 removed, 0 activated, 0 deactivated.",
  );
  expect(await reloadAccount(account)).toEqual(before);
  await page.goto(people);
  expect((await download(page)).text).toBe(first.text);
});

test.describe("the CSV of a filtered list", () => {
  test.use({ expectedErrors: [/status of 400/] });

  test("is no roster, and the import says so", async ({ page, signInAs }) => {
    const account = await createAccount({ planSeatCount: 9 });
    const user = await createUser();
    await createOrganization(user.owners, { account });
    await signInAs("account_rep");
    await page.goto(`/accounts/${account.id}/people?status=seat`);
    const { fileName, text } = await download(page);
    expect(text).toMatch(/^filter,organization,/);
    await page.goto("/imports");
    const buffer = Buffer.from(text);
    await page.getByLabel("Roster files").setInputFiles({ name: fileName, mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Preview import" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "filter" })).toBeVisible();
  });
});

for (const list of ["people", "overlap"]) {
  test(`the people of an account by organization are downloaded from its ${list}`, async ({ page, signInAs }) => {
    await signInAs("support");
    await page.goto(`/accounts/okto/${list}`);
    const { fileName, text } = await download(page, "Download people × organizations");
    expect(fileName).toBe("people-by-organization-of-Oktopod-Robotics.csv");
    const [header, ...rows] = text.trim().split("\n");
    expect(header).toMatch(/^person_id,person,logins,status,organizations_activated,okto-arm,/);
    expect(rows.filter((row) => /,seat,\d+,/.test(row))).toHaveLength(231);
  });
}

async function download(page: Page, name = "Download CSV"): Promise<{ fileName: string; text: string }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  const downloaded = await downloading;
  return { fileName: downloaded.suggestedFilename(), text: await readFile(await downloaded.path(), "utf8") };
}
