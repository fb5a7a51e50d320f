import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures";
import { importRosters } from "./rosters";
import { expectFigures, expectRow } from "./screen";

const folder = process.env.ROSTERS_DIR;

/** Members of each, counted apart from this project. */
const members: Record<string, string> = {
  kubernetes: "1,276",
  "kubernetes-sigs": "1,144",
  "kubernetes-csi": "94",
  "etcd-io": "58",
  "kubernetes-client": "51",
  "kubernetes-nightly": "23",
  "kubernetes-retired": "10",
  "kubernetes-incubator": "10",
};
const organizations = Object.keys(members);

test("the Kubernetes organizations share 1,509 seats, and billing each of them would charge 1,157 more", async ({
  page,
  signInAs,
}) => {
  test.skip(!folder, "ROSTERS_DIR names no folder with the Kubernetes rosters");
  await signInAs("account_rep");

  await page.goto("/imports");
  await page.getByLabel("Roster folder").setInputFiles(folder!);
  await importRosters(page, "Import 8 organizations");
  for (const organization of organizations) {
    await expectRow(page.getByRole("table", { name: "Organizations" }), organization, {
      Members: `0 → ${members[organization]}`,
    });
  }

  await page.goto("/accounts/new");
  await page.getByLabel("Name", { exact: true }).fill("Kubernetes");
  await page.getByLabel("Plan seats").fill("1");
  await page.getByLabel("Reason").fill("Eight organizations, one contract");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Organizations" }).click();

  await page.getByLabel("Organizations to attach").fill(organizations.join("\n"));
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expectFigures(preview, {
    "Used seats before": "0",
    "Used seats after": "1,509",
    "Total seats": "1",
    "Over by": "1,508",
    "New seats": "1,509",
    "Overlapping people": "969",
  });
  await preview.getByLabel("Plan seats").fill("1508");
  await preview.getByLabel("Reason").fill("As agreed");
  const attach = preview.getByRole("button", { name: "Attach 8 organizations" });
  await expect(preview.getByLabel("Plan seats")).toHaveAccessibleDescription(/\b1,509\b/);
  await expect(attach).toBeDisabled();
  await preview.getByLabel("Plan seats").fill("1509");
  await attach.click();

  const attached = page.getByRole("table", { name: "Organizations" });
  for (const organization of organizations) {
    await expectRow(attached, organization, { Members: members[organization]! });
  }

  await page.getByRole("link", { name: "Overlap" }).click();
  const exact = page.getByRole("table", { name: "Exact intersections" });
  const expectExactly = (row: Locator) => expect(row).toHaveCount(1);
  await expectExactly(exact.getByRole("row", { name: "kubernetes + kubernetes-sigs 827", exact: true }));
  await expectExactly(exact.getByRole("row", { name: "kubernetes 313", exact: true }));
  await expectExactly(exact.getByRole("row", { name: "kubernetes-sigs 198", exact: true }));
  await expectExactly(
    exact.getByRole("row", { name: "kubernetes + kubernetes-csi + kubernetes-sigs 48", exact: true }),
  );
  const degrees = page.getByRole("table", { name: "People by number of organizations" });
  for (const row of [
    "1 organization 540 0",
    "2 organizations 856 856",
    "3 organizations 84 168",
    "8 organizations 10 70",
  ]) {
    await expectExactly(degrees.getByRole("row", { name: row, exact: true }));
  }
  await page.getByRole("link", { name: "313 people in kubernetes only", exact: true }).click();
  const behind = page.getByRole("region", { name: "In exactly kubernetes", exact: true });
  await expect(behind).toContainText("1–50 of 313 people");

  await page.getByRole("link", { name: "Overview" }).click();
  const totals = {
    "Used seats": "1,509",
    "Total seats": "1,509",
    "Available seats": "0",
    "Over by": "0",
    "Double counted": "1,157",
    People: "1,509",
    Students: "0",
    Bots: "0",
    Organizations: "8",
  };
  await expectFigures(page.getByLabel("Seat totals", { exact: true }), totals);
  const account = page.url();

  await page.goto("/imports");
  await page.getByLabel("Roster folder").setInputFiles(folder!);
  await importRosters(page, "Import 8 organizations");
  await expect(page.getByRole("region", { name: "Result" })).toContainText(
    "0 members added, 0 removed, 0 activated, 0 deactivated.",
  );
  await page.goto(account);
  await expectFigures(page.getByLabel("Seat totals", { exact: true }), totals);
});
