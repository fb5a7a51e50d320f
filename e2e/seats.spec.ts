import { createAccount, createOrganization, createUser } from "@/test/factories";
import { expect, test } from "./fixtures";
import { expectFigures } from "./screen";

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
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved: 2 seats in total, 3 used." })).toBeVisible();
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
