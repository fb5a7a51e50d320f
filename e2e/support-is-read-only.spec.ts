import type { Page } from "@playwright/test";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { addressOf, pageRoutes, previewAddresses } from "./addresses";
import { expect, test } from "./fixtures";
import { previewRosters } from "./rosters";

// An address that no page answers is "not found", which the browser notes.
test.use({ expectedErrors: [/status of 404/] });

test.beforeEach(({ signInAs }) => signInAs("support"));

/** What anybody may press: it looks, copies, or leaves. An undo that is a button is off for everybody. */
const reading =
  /^(About .+|Cancel|Check seats|Close|Copy summary|Join with another person…|Menu|Preview|Search(\s.+)?|Sign out|Undo: .+)$/;

/** What anybody may fill in: it asks what is shown. Filters stand in a search and are left out. */
const asking = /^(Organizations to attach|Find account|Move to account|Select .+)$/;

/** What changes something, at each address that offers it. */
const writing: Record<string, RegExp[]> = {
  "/accounts/new": [/^Create account$/],
  "/accounts/[accountId]": [/^Rename$/, /^Set inactive$/, /^Mark delinquent$/, /^Close account$/],
  "/accounts/[accountId]/audit-log/undo/[changeId]": [/^Undo for 1 person$/],
  "/accounts/[accountId]/organizations": [/^Move$/, /^Detach$/],
  "/accounts/[accountId]/people": [/^Activate /, /^Deactivate /],
  "/accounts/[accountId]/seats": [/^Save seat plan$/],
  "/accounts/[accountId]/seats/history": [/^Leave out /],
  "/alerts": [/^Add webhook$/, /^Test /, /^Pause |^Resume /, /^Remove /],
  "/alerts/deliveries/[deliveryId]": [/^Send again$/],
  "/imports": [/^Preview import$/],
  "/people/[userId]": [/^Mark /],
  "/people/suggestions": [/^Join /, /^Keep .+ apart$/],
  "/people/likely-bots": [/^Mark as bot: /, /^No bot: /],
  "/plans": [/^Add plan$/, /^Change$/],
  "/organizations/[organizationId]": [/^Move$/, /^Detach$/],
  "/organizations/suggestions": [/^Refresh now$/],
  "/staff": [/^Change role$/, /^Allow a new identity$/, /^Remove$/, /^Add staff$/],
};

for (const route of pageRoutes) {
  test(`support changes nothing at ${route}`, async ({ page }) => {
    await page.goto(await addressOf(route));
    await expectReadOnly(page, writing[route] ?? []);
  });
}

test("every page that is said to offer changes is there", () => {
  expect(pageRoutes).toEqual(expect.arrayContaining(Object.keys(writing)));
});

const confirmations = {
  attach: /^Attach 1 organization$/,
  detach: /^Detach$/,
  move: /^Move$/,
  activate: /^Activate /,
  activateSelected: /^Activate selected$/,
  activateEverybody: /^Activate everyone in okto-cloud$/,
  activateEveryone: /^Activate everyone in Oktopod Robotics$/,
  deactivate: /^Deactivate /,
  join: /^Join /,
  keepApart: /^Keep .+ apart$/,
  split: /^Split off /,
} as const;

for (const [preview, confirmation] of Object.entries(confirmations)) {
  test(`support sees the preview of ${preview} and cannot confirm it`, async ({ page }) => {
    const addresses = await previewAddresses();
    await page.goto(addresses[preview as keyof typeof confirmations]);
    const place = page.getByRole("dialog").or(page.getByRole("region", { name: "Preview" }));
    await expect(place).toContainText("Used seats before");
    await expect(place.getByRole("button", { name: confirmation })).toBeDisabled();
    await expectReadOnly(page, [confirmation]);
  });
}

test("support sees why a rule refuses a change, before who may make it", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 1 });
  const [seated, other] = [await createUser(), await createUser()];
  await createOrganization(seated.owners, { account });
  await createOrganization(other.owners, { account, isActivated: false });
  await page.goto(`/accounts/${account.id}/people?activate=${other.id}`);
  await expect(page.getByRole("dialog").getByRole("button", { name: /^Activate / })).toHaveAccessibleDescription(
    /^1 seat short: 2 needed, 1 in the pool\..* Only admins and account reps can do this\.$/,
  );
});

test("support sees the preview of an import and cannot confirm or discard it", async ({ page, signInAs }) => {
  await signInAs("account_rep");
  await page.goto("/imports");
  const buffer = Buffer.from("organization,login\nfernhollow-moss,moss-keeper\n");
  await page.getByLabel("Roster files").setInputFiles({ name: "moss.csv", mimeType: "text/csv", buffer });
  await previewRosters(page);
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("fernhollow-moss");

  await signInAs("support");
  await page.reload();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("fernhollow-moss");
  await expectReadOnly(page, [/^Import 1 organization$/, /^Preview again$/, /^Discard$/]);
});

type ShownControl = { name: string; isDisabled: boolean; description: string };

/** Every button that does more than look and every field that does more than ask is disabled and says why; `names` are among the buttons. */
async function expectReadOnly(page: Page, names: RegExp[]): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const buttons = await shownControls(page, "button");
  const fields = await shownControls(
    page,
    "main form:not(search form) :is(input:not([type=hidden]), select, textarea)",
  );
  const changing = buttons.filter(({ name }) => !reading.test(name));
  const usable = [...changing, ...fields.filter(({ name }) => !asking.test(name))].filter(
    ({ isDisabled, description }) => !isDisabled || !/Only .+ can do this/.test(description),
  );
  expect(usable).toEqual([]);
  for (const name of names) expect(changing.map((button) => button.name)).toContainEqual(expect.stringMatching(name));
}

async function shownControls(page: Page, selector: string): Promise<ShownControl[]> {
  type Control = HTMLButtonElement | HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  return page.locator(selector).evaluateAll((elements: Control[]) =>
    elements.map((element) => ({
      name: element.ariaLabel ?? ((element.labels?.[0] ?? element).innerText.trim() || element.title),
      isDisabled: element.disabled,
      description: (element.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent)
        .join(" "),
    })),
  );
}
