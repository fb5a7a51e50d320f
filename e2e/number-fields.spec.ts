import { createAccount, reloadAccount } from "@/test/factories";
import { expect, test } from "./fixtures";
import { lastChange } from "./screen";

test("the wheel changes no seat, separators are understood and shown, and the button tells the change", async ({
  page,
  signInAs,
}) => {
  const account = await createAccount({ planSeatCount: 1100 });
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}/seats`);
  const planSeats = page.getByLabel("Plan seats");
  const save = page.getByRole("button", { name: "Save seat plan" });

  await planSeats.click();
  await page.mouse.wheel(0, 300);
  await page.mouse.wheel(0, -900);
  await page.keyboard.press("ArrowDown");
  await expect(planSeats).toHaveValue("1,100");
  await expect(save).toHaveText("Save seat plan");

  await planSeats.fill("1 097");
  await expect(save).toHaveText("Save seat plan: 1,100 → 1,097 plan seats");
  await page.getByLabel("Free seats").fill("1200");
  await expect(planSeats).toHaveValue("1,097");
  await page.getByLabel("Unit price").fill("1250.5");
  await page.getByLabel("Reason").fill("Contract 12");
  await expect(page.getByLabel("Unit price")).toHaveValue("1,250.50");
  await expect(save).toHaveText(
    "Save seat plan: 1,100 → 1,097 plan seats, 0 → 1,200 free seats, none → $1,250.50 unit price",
  );
  await save.click();
  await expect(lastChange(page).filter({ hasText: "→ 2,297" })).toBeVisible();
  await expect(save).toHaveText("Save seat plan");
  expect(await reloadAccount(account)).toMatchObject({
    planSeatCount: 1097,
    freeSeatCount: 1200,
    unitPriceCents: 125_050,
  });
});

test("a number that could be read in two ways, none, or less than none is refused where it is typed", async ({
  page,
  signInAs,
}) => {
  await signInAs("account_rep");
  await page.goto("/accounts/new");
  const planSeats = page.getByLabel("Plan seats");
  for (const [typed, refusal] of [
    ["1.100", "Enter a whole number, 0 or more. Separate thousands with commas: 1,100."],
    ["", "Enter a whole number, 0 or more."],
    ["-3", "Enter a whole number, 0 or more."],
  ] as const) {
    await planSeats.fill(typed);
    await page.keyboard.press("Tab");
    await expect(planSeats).toHaveAccessibleDescription(new RegExp(refusal.replaceAll(".", "\\.")));
    await expect(planSeats).toHaveAttribute("aria-invalid", "true");
    await expect(planSeats).toHaveValue(typed);
  }
});

test("the list of inactive people waits for a number of days that can be", async ({ page, signInAs }) => {
  await signInAs("support");
  await page.goto("/accounts/okto/people/inactive");
  const days = page.getByLabel("Days without being seen");
  await days.fill("1,00");
  await expect(days).toHaveAccessibleDescription("Enter a whole number, 1 or more.");
  await expect(page).toHaveURL(/inactive$/);
  await days.fill("1,000");
  await expect(page).toHaveURL(/days=1%2C000/);
  await expect(page.getByRole("heading", { name: /not seen for 1,000 days/ })).toBeVisible();
});
