import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { createAccount } from "@/test/factories";
import { emailOf, expect, test } from "./fixtures";
import { importRosters } from "./rosters";
import { confirmDialog, expectFigures, expectRow, lastChange, rowOf } from "./screen";

// The first upload names no organization, and a refusal is an answer of 400, which a browser notes in its console.
test.use({ expectedErrors: [/status of 400/] });

const seatTotals = (page: Page) => page.getByLabel("Seat totals", { exact: true });
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });
const organizationsTable = (page: Page) => page.getByRole("table", { name: "Organizations" });

const openTab = async (page: Page, name: string) => {
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name, exact: true }).click();
  await expect(
    page.getByRole("link", { name, exact: true, includeHidden: false }).and(page.locator("[aria-current]")),
  ).toBeVisible();
};

/** Three organizations of seven people, five of whom take a seat. Cy is in all three, Bo and Eve in two. */
function inventCustomer() {
  const code = randomUUID().slice(0, 6);
  const [quarry, harbor, lantern] = [`quarry-${code}`, `harbor-${code}`, `lantern-${code}`];
  const person = (name: string) => `${name}-${code}`;
  const yaml = ["admins:", `- ${person("ann")}`, "members:", ...["bo", "cy", "dee"].map((name) => `- ${person(name)}`)];
  const csv = [
    "organization,login,name,role,student",
    `${harbor},${person("bo")},Bo Quist,member,`,
    `${harbor},${person("cy")},Cy Marsh,admin,`,
    `${harbor},${person("eve")},Eve Lund,member,`,
    `${harbor},${person("gus")},Gus Holm,member,true`,
    `${lantern},${person("cy")},Cy Marsh,member,`,
    `${lantern},${person("eve")},Eve Lund,member,`,
    `${lantern},${person("robo")}[bot],,member,`,
  ];
  return {
    name: `Quarry & Harbor ${code}`,
    quarry,
    harbor,
    lantern,
    yaml: { name: "org.yaml", mimeType: "application/yaml", buffer: Buffer.from(yaml.join("\n")) },
    csv: { name: "others.csv", mimeType: "text/csv", buffer: Buffer.from(csv.join("\n")) },
  };
}

test("an account is created, shares its seats, changes and closes, and the audit log tells every step", async ({
  page,
  signInAs,
}) => {
  const customer = inventCustomer();
  const { quarry, harbor, lantern } = customer;
  const elsewhere = await createAccount({ planSeatCount: 10 });
  await signInAs("account_rep");

  await test.step("import the rosters", async () => {
    await page.goto("/imports");
    await page.getByLabel("Roster files").setInputFiles([customer.yaml, customer.csv]);
    await page.getByRole("button", { name: "Preview import" }).click();
    await expect(page.getByLabel("Organization of org.yaml")).toHaveAccessibleDescription(
      /does not say which organization/,
    );
    await page.getByLabel("Organization of org.yaml").fill(quarry);
    await importRosters(page, "Import 3 organizations");
    await expectRow(organizationsTable(page), harbor, { Members: "0 → 4", Added: "4", Activated: "4" });
  });

  await test.step("create the account", async () => {
    await page.goto("/accounts");
    await page.getByRole("link", { name: "New account" }).click();
    await page.getByLabel("Name", { exact: true }).fill(customer.name);
    await expect(page.getByLabel("Plan seats")).toHaveValue("1");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Reason")).toHaveAccessibleDescription(/Enter a reason/);
    await page.getByLabel("Reason").fill("Contract Q-1");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { level: 1, name: customer.name })).toBeVisible();
    await expectFigures(seatTotals(page), { "Used seats": "0", "Total seats": "1", Organizations: "0" });
  });

  await test.step("attach all three, which needs five seats", async () => {
    await openTab(page, "Organizations");
    const nobody = `nobody-${customer.quarry}`;
    await page.getByLabel("Organizations to attach").fill(`${quarry} ${nobody}`);
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    const chosen = page.getByRole("table", { name: "Chosen to attach" });
    await expectRow(chosen, quarry, { State: "Ready" });
    await expectRow(chosen, nobody, { State: "Not known" });
    await expect(preview(page)).toContainText("1 of the 2 chosen is not part of this.");

    await page.getByLabel("Organizations to attach").fill([quarry, harbor, lantern].join(",\n"));
    await page.getByRole("button", { name: "Preview", exact: true }).click();
    await expectFigures(preview(page), {
      "Used seats before": "0",
      "Used seats after": "5",
      "Total seats": "1",
      "Over by": "4",
      "New seats": "5",
      "Overlapping people": "3",
    });
    const attach = preview(page).getByRole("button", { name: "Attach 3 organizations" });
    await expect(attach).toBeDisabled();
    await expect(preview(page).getByLabel("Plan seats")).toHaveAccessibleDescription(/\b5\b/);

    await preview(page).getByLabel("Plan seats").fill("5");
    await expectFigures(preview(page), { "Total seats": "5", "Over by": "0" });
    await preview(page).getByLabel("Reason").fill("All of Quarry & Harbor");
    await attach.click();
    await expectRow(organizationsTable(page), harbor, {
      Members: "4",
      Activated: "4",
      Shared: "3",
      "Only here": "0",
      Students: "1",
      Bots: "0",
    });
    await expectRow(organizationsTable(page), lantern, { Shared: "2", "Only here": "0", Students: "0", Bots: "1" });
  });

  await test.step("see who overlaps", async () => {
    await openTab(page, "Overlap");
    const exact = page.getByRole("table", { name: "Exact intersections" });
    await expectRow(exact, `${harbor} + ${lantern} + ${quarry}`, { "People with a seat": "1" });
    await expect(exact.getByRole("row", { name: `${quarry} 2`, exact: true })).toHaveCount(1);
    await expect(exact.getByRole("row", { name: `${harbor} + ${lantern} 1`, exact: true })).toHaveCount(1);
    await expect(page.getByRole("table", { name: "Pairs" }).getByRole("row")).toHaveCount(1 + 3);
    await openTab(page, "Overview");
    await expectFigures(seatTotals(page), {
      "Used seats": "5",
      "Total seats": "5",
      "Available seats": "0",
      "Double counted": "4",
      People: "7",
      Students: "1",
      Bots: "1",
      Organizations: "3",
    });
  });

  await test.step("raise the seats", async () => {
    await openTab(page, "Seats");
    await page.getByLabel("Plan seats").fill("8");
    await expectFigures(page.getByLabel("Before and after"), { "Total seats": "5 → 8", "Available seats": "0 → 3" });
    await page.getByLabel("Reason").fill("Three more for the spring");
    await page.getByRole("button", { name: "Save seat plan" }).click();
    await expect(lastChange(page).filter({ hasText: "Saved the seat plan" })).toBeVisible();
  });

  await test.step("deactivate a person everywhere", async () => {
    await openTab(page, "People");
    await page.getByRole("searchbox", { name: "Search people" }).fill("Cy Marsh");
    await expect(page.getByRole("table", { name: "People" }).getByRole("rowheader")).toHaveCount(1);
    const title = "Deactivate Cy Marsh in 3 organizations";
    await page.getByRole("button", { name: title }).click();
    await expect(page.getByRole("dialog", { name: title })).toContainText("Frees the seat");
    await confirmDialog(page, title, "Left the company");
    await expect(page.getByRole("button", { name: "Activate Cy Marsh in 3 organizations" })).toBeVisible();
  });

  await test.step("detach one organization", async () => {
    await openTab(page, "Organizations");
    await rowOf(organizationsTable(page), quarry).getByRole("button", { name: "Detach" }).click();
    await expectFigures(page.getByRole("dialog", { name: "Detach" }), {
      "Used seats before": "4",
      "Used seats after": "2",
      "People leaving": "2",
    });
    await confirmDialog(page, "Detach", "Sold to another company");
    await expect(rowOf(organizationsTable(page), quarry)).toHaveCount(0);
  });

  await test.step("move one to another account", async () => {
    await rowOf(organizationsTable(page), lantern).getByRole("button", { name: "Move" }).click();
    const dialog = page.getByRole("dialog", { name: "Move" });
    await dialog.getByLabel("Move to account").selectOption({ label: elsewhere.name });
    await expectFigures(dialog.getByLabel(customer.name), { "Used seats before": "2", "Used seats after": "2" });
    await expectFigures(dialog.getByLabel(elsewhere.name), {
      "Used seats before": "0",
      "Used seats after": "1",
      "Total seats": "10",
      "New seats": "1",
      "Overlapping people": "0",
    });
    await confirmDialog(page, "Move", "Lantern pays for itself");
    await expect(organizationsTable(page).getByRole("rowheader")).toHaveText([harbor]);
  });

  const newName = `${customer.name} Holding`;
  await test.step("rename, set inactive and active, mark delinquent, close and reopen", async () => {
    await openTab(page, "Overview");
    await expectFigures(seatTotals(page), { "Used seats": "2", "Total seats": "8", People: "3", Organizations: "1" });

    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("dialog", { name: "Rename" }).getByLabel("Name").fill(newName);
    await confirmDialog(page, "Rename", "New legal name");
    await expect(page.getByRole("heading", { level: 1, name: newName })).toBeVisible();

    const steps = [
      "Set inactive",
      "Set active",
      "Mark delinquent",
      "Clear delinquent",
      "Close account",
      "Reopen account",
    ];
    for (const name of steps) {
      await page.getByRole("button", { name, exact: true }).click();
      await confirmDialog(page, name, `Because of ${name}`);
      await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
    }
    await expectFigures(seatTotals(page), { "Used seats": "0", "Total seats": "8", People: "0", Organizations: "0" });
  });

  await test.step("read all of it in the audit log", async () => {
    await openTab(page, "Audit log");
    const told = page.getByRole("table", { name: "Audit log" }).getByRole("row");
    const expectTold = (...words: string[]) =>
      expect(words.reduce((rows, hasText) => rows.filter({ hasText }), told)).not.toHaveCount(0);
    await expectTold("account.create", "Contract Q-1", emailOf("account_rep"));
    await expectTold("organization.attach", quarry, "All of Quarry & Harbor", "used seats 0 → 5");
    await expectTold("seats.change", "plan seats 1 → 5");
    await expectTold("seats.change", "plan seats 5 → 8", "Three more for the spring");
    await expectTold("person.deactivate", "Cy Marsh", "used seats 5 → 4");
    await expectTold("organization.detach", quarry, "used seats 4 → 2");
    await expectTold("organization.move", lantern, elsewhere.name);
    await expectTold("account.rename", `${customer.name} → ${newName}`);
    for (const action of ["set_inactive", "set_active", "mark_delinquent", "clear_delinquent", "close", "reopen"]) {
      await expectTold(`account.${action}`, " → ");
    }
  });
});
