import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";
import { confirmDialog, expectRow, rowOf } from "./screen";

test.beforeEach(async ({ page, signInAs }) => {
  await signInAs("admin");
  await page.goto("/staff");
});

test("an admin adds an account rep, changes their role and removes them", async ({ page }) => {
  const email = `rep-${randomUUID().slice(0, 8)}@staff.example`;
  const table = page.getByRole("table", { name: "Staff" });

  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role").selectOption({ label: "account rep" });
  await page.getByLabel("Reason").fill("Joins the sales team");
  await page.getByRole("button", { name: "Add staff" }).click();
  await expectRow(table, email, { Role: "account rep", "Signs in with": "not signed in yet" });
  await expect(page.getByLabel("E-mail")).toHaveValue("");

  await rowOf(table, email).getByRole("button", { name: "Change role" }).click();
  await page.getByRole("dialog").getByLabel("Role").selectOption({ label: "support" });
  await confirmDialog(page, "Change role", "Answers questions from now on");
  await expectRow(table, email, { Role: "support" });

  await rowOf(table, email).getByRole("button", { name: "Remove" }).click();
  await confirmDialog(page, "Remove", "Left");
  await expect(rowOf(table, email)).toHaveCount(0);

  await page.goto(`/audit-log?q=${encodeURIComponent("Answers questions from now on")}`);
  await expect(page.getByRole("table", { name: "Audit log" })).toContainText("role account rep → support");
});

test("an e-mail that is on the list already is refused at its field, and what was typed stays", async ({ page }) => {
  await page.getByLabel("E-mail").fill("SUPPORT@sample.invalid");
  await page.getByLabel("Reason").fill("Once more");
  await page.getByRole("button", { name: "Add staff" }).click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/already/);
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.getByLabel("Reason")).toHaveValue("Once more");
});

test("the last admin can be neither removed nor given another role", async ({ page }) => {
  const row = rowOf(page.getByRole("table", { name: "Staff" }), "admin@sample.invalid");
  for (const name of ["Change role", "Remove"]) {
    await expect(row.getByRole("button", { name })).toBeDisabled();
    await expect(row.getByRole("button", { name })).toHaveAccessibleDescription(/last admin/);
  }
});
