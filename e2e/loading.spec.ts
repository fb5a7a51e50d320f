import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

test.beforeEach(({ signInAs }) => signInAs("account_rep"));

/** Holds what the browser asks the server for until it is let go. */
async function holdAnswers(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** Until then a link is the browser's own, which shows in its own way that it waits. */
async function expectReactListens(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Sign out" })).toBeEnabled();
}

const bar = (page: Page) => page.locator(".loading-bar");
const table = (page: Page) => page.getByRole("region", { name: "Accounts, scrollable" });

const waits: [
  name: string,
  begin: (page: Page) => Promise<void>,
  pressed?: (page: Page) => ReturnType<Page["locator"]>,
][] = [
  [
    "a link",
    (page) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "People" }).click(),
    (page) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "People" }),
  ],
  ["a filter", (page) => page.getByRole("searchbox", { name: "Search accounts" }).fill("okto")],
  [
    "a sorted column",
    (page) => page.getByRole("link", { name: "Used seats" }).click(),
    (page) => page.getByRole("link", { name: "Used seats" }),
  ],
  [
    "a button that opens a preview",
    async (page) => {
      await page.getByRole("checkbox", { name: "Select all accounts" }).check();
      await page.getByRole("button", { name: "Check seats" }).click();
    },
    (page) => page.getByRole("button", { name: "Check seats" }),
  ],
];

for (const [name, begin, pressed] of waits) {
  test(`${name} that waits for the server shows and says so, until the answer is there`, async ({ page }) => {
    await page.goto("/accounts");
    await expectReactListens(page);
    const letGo = await holdAnswers(page);
    await begin(page);
    await expect(bar(page)).toBeVisible();
    await expect(page.getByText("Loading…")).toHaveAttribute("aria-live", "polite");
    await expect(table(page)).toHaveAttribute("aria-busy", "true");
    if (pressed) await expect(pressed(page)).toHaveAttribute("aria-busy", "true");
    letGo();
    await expect(bar(page)).toBeHidden();
    await expect(page.getByText("Loading…")).toHaveCount(0);
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  });
}

test("a dialog that waits for the server shows it over the page it stands on", async ({ page }) => {
  await page.goto("/accounts/okto/organizations");
  await expectReactListens(page);
  const letGo = await holdAnswers(page);
  const detach = page.getByRole("button", { name: "Detach" }).first();
  await detach.click();
  await expect(bar(page)).toBeVisible();
  await expect(detach).toHaveAttribute("aria-busy", "true");
  letGo();
  const dialog = page.getByRole("dialog", { name: /^Detach okto/ });
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await expect(bar(page)).toBeHidden();
});

test("nothing is fetched before it is asked for", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("_rsc=") && asked.push(request.url()));
  await page.goto("/accounts");
  await page.getByRole("link", { name: "New account" }).hover();
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  expect(asked).toEqual([]);
});
