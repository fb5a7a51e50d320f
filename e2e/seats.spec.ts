import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, test } from "./fixtures";
import { expectFigures, lastChange } from "./screen";

test("a seat cut below the used seats is refused at its field and keeps what was typed", async ({ page, signInAs }) => {
  const account = await createAccount({ planSeatCount: 5 });
  const people = await Promise.all([createUser(), createUser(), createUser()]);
  await createOrganization(
    people.flatMap(({ owners }) => owners),
    { account },
  );
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}/seats`);

  const planSeats = page.getByLabel("Plan seats");
  await planSeats.fill("2");
  await expectFigures(page.getByLabel("Before and after"), { "Total seats": "5 → 2", "Over by": "0 → 1" });
  await page.getByLabel("Reason").fill("They asked for less");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(planSeats).toBeFocused();
  await expect(planSeats).toHaveAccessibleDescription(/\b3\b/);
  await expect(planSeats).toHaveValue("2");
  await expect(page.getByLabel("Reason")).toHaveValue("They asked for less");

  await page.getByLabel("Overage").selectOption({ label: "Allow" });
  const save = page.getByRole("button", { name: "Save seat plan" });
  // The browser refuses at once. The server's own refusal is still on its way, and until then the button is busy.
  await expect(save).not.toHaveAttribute("aria-busy", "true");
  await save.click();
  await expect(lastChange(page)).toContainText("Saved the seat plan");
  await page.getByRole("link", { name: "Overview" }).click();
  await expectFigures(page.getByLabel("Seat totals", { exact: true }), { "Total seats": "2", "Over by": "1" });
});

test("seats that are no whole number are refused at their field", async ({ page, signInAs }) => {
  const account = await createAccount({ planSeatCount: 5 });
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Free seats").fill("-1");
  await page.getByLabel("Reason").fill("A slip");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(page.getByLabel("Free seats")).toHaveAccessibleDescription(/whole number, 0 or more/);
  await expect(page.getByLabel("Free seats")).toBeFocused();
});

test("a price that is none is refused at its field, and the plan's price holds while it is blank", async ({
  page,
  signInAs,
}) => {
  const account = await createAccount({ planSeatCount: 5 });
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}/seats`);
  const unitPrice = page.getByLabel("Unit price");
  await expect(unitPrice).toHaveValue("");
  await expect(unitPrice).toHaveAccessibleDescription(/The plan has none: it is sold by contract/);
  await page.getByLabel("Plan", { exact: true }).selectOption("users-pr-inappm");
  await expect(unitPrice).toHaveAccessibleDescription(/Blank: the plan's \$12/);
  await expectFigures(page.getByLabel("Before and after"), {
    "Unit price": "by contract → $12",
    "Plan seats per month": "unknown → $60",
  });

  await unitPrice.fill("12,50");
  await page.getByLabel("Reason").fill("A slip");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(unitPrice).toHaveAccessibleDescription(/Enter US dollars, such as 12 or 12\.50/);
  await expect(unitPrice).toBeFocused();
  await expect(page.getByLabel("Reason")).toHaveValue("A slip");
});
