import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { Account } from "@/db/schema/accounts";
import type { Organization } from "@/db/schema/organizations";
import { createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { rowOf } from "./screen";

type Overlap = { account: Account; web: Organization; api: Organization; docs: Organization };

/** Ann is in web alone, Bo in web and api, Cy in all three. */
async function createOverlap(prefix: string): Promise<Overlap> {
  const account = await createAccount({ planSeatCount: 9 });
  const named = (name: string) => createUser({ name, login: `${prefix}-${name.toLowerCase()}` });
  const [ann, bo, cy] = [await named("Ann"), await named("Bo"), await named("Cy")];
  const logins = (...people: Person[]) => people.flatMap(({ owners }) => owners);
  const called = (name: string) => ({ account, login: `${prefix}-${name}` });
  return {
    account,
    web: await createOrganization(logins(ann, bo, cy), called("web")),
    api: await createOrganization(logins(bo, cy), called("api")),
    docs: await createOrganization(logins(cy), called("docs")),
  };
}

const plot = (page: Page) => page.getByRole("group", { name: "Intersections of organizations" });
const matrix = (page: Page) => page.getByRole("table", { name: "Shared people of each two" });
const openOverlap = ({ id }: Account, query = "") => `/accounts/${id}/overlap${query}`;

async function expectBehind(page: Page, title: string, names: string[]): Promise<void> {
  const region = page.getByRole("region", { name: title, exact: true });
  await expect(region.getByRole("table", { name: "People behind it" }).getByRole("rowheader")).toContainText(names);
}

test.beforeEach(({ signInAs }) => signInAs("support"));

test("whoever is behind a bar, an organization, a pair or a number of organizations is one click away", async ({
  page,
}) => {
  const { account } = await createOverlap("click");
  await page.goto(openOverlap(account));

  const bar = plot(page).getByRole("link", { name: "1 person in click-api and click-web only", exact: true });
  await bar.click();
  await expectBehind(page, "In exactly click-api + click-web", ["Bo"]);
  await expect(bar).toHaveAttribute("aria-current", "true");

  const organization = plot(page).getByRole("link", {
    name: "2 people in click-api, whoever is in others too included",
  });
  await organization.click();
  await expectBehind(page, "In click-api", ["Bo", "Cy"]);
  await expect(organization).toHaveAttribute("aria-current", "true");

  const cell = matrix(page).getByRole("link", {
    name: "1 person in both click-docs and click-web, 100% of the smaller",
  });
  await cell.click();
  await expectBehind(page, "In both click-docs + click-web", ["Cy"]);
  await expect(cell).toHaveAttribute("aria-current", "true");

  const degrees = page.getByRole("table", { name: "People by number of organizations" });
  await rowOf(degrees, "3 organizations").getByRole("link", { name: "1" }).click();
  await expectBehind(page, "In 3 organizations", ["Cy"]);
  await expect(rowOf(degrees, "3 organizations")).toHaveAccessibleName("3 organizations 1 2");

  const pairs = page.getByRole("table", { name: "Pairs" });
  await rowOf(pairs, "click-api").getByRole("link", { name: "2" }).click();
  await expectBehind(page, "In both click-api + click-web", ["Bo", "Cy"]);

  await page.getByRole("link", { name: "Show nobody" }).click();
  await expect(page.getByRole("table", { name: "People behind it" })).toBeHidden();
});

test("by keyboard alone a bar leads to its people, and the focus goes along", async ({ page }) => {
  const { account } = await createOverlap("keys");
  await page.goto(openOverlap(account));
  await page.getByRole("link", { name: "By number of organizations" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("region", { name: "Intersections of organizations, scrollable" })).toBeFocused();
  for (const name of [
    "3 people in keys-web, whoever is in others too included",
    "2 people in keys-api, whoever is in others too included",
    "1 person in keys-docs, whoever is in others too included",
    "1 person in keys-web only",
    "1 person in keys-api and keys-web only",
  ]) {
    await page.keyboard.press("Tab");
    await expect(plot(page).getByRole("link", { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expectBehind(page, "In exactly keys-api + keys-web", ["Bo"]);
  await expect(page.locator("#people")).toBeFocused();
});

test("bars come by size or by number of organizations, and the address keeps it", async ({ page }) => {
  const { account, api } = await createOverlap("sort");
  await createOrganization([...(await createUser()).owners, ...(await createUser()).owners], {
    account,
    login: "sort-zoo",
  });
  await createOrganization((await createUser()).owners, { account, login: "sort-alone" });
  await page.goto(openOverlap(account, `?organization=${api.id}`));
  const bars = () =>
    plot(page)
      .getByRole("link", { name: / only$/ })
      .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label")));
  expect((await bars())[0]).toBe("2 people in sort-zoo only");

  await page.getByRole("link", { name: "By number of organizations" }).click();
  await expect(page).toHaveURL(/sort=degree/);
  await expectBehind(page, "In sort-api", ["Bo", "Cy"]);
  expect((await bars()).at(-1)).toBe("1 person in sort-api, sort-docs, and sort-web only");
  await expect(page.getByRole("link", { name: "By number of organizations" })).toHaveAttribute("aria-current", "true");
});

test("each list is a file of its own, and the people behind are one", async ({ page }) => {
  const { account, web } = await createOverlap("file");
  await page.goto(openOverlap(account));
  for (const [name, fileName, lines] of [
    ["Intersections as CSV", "exact-intersections", 1 + 3],
    ["Numbers as CSV", "people-by-number-of-organizations", 1 + 3],
    ["Pairs as CSV", "pairs", 1 + 3],
    ["Set sizes as CSV", "set-sizes", 1 + 3],
    ["Savings as CSV", "savings", 1 + 8],
    ["Download CSV", "overlap", 1 + 3 + 3],
  ] as const) {
    const file = await download(page, name);
    expect(file.fileName).toMatch(new RegExp(`^${fileName}-of-`));
    expect(file.text.trimEnd().split("\n")).toHaveLength(lines);
  }
  await page.goto(openOverlap(account, `?organization=${web.id}`));
  const { fileName, text } = await download(page, "Download CSV");
  expect(fileName).toBe("In-file-web.csv");
  expect(text.trimEnd().split("\n")).toEqual([
    "person,logins,activated_in",
    "Ann,file-ann,file-web",
    'Bo,file-bo,"file-api, file-web"',
    'Cy,file-cy,"file-api, file-docs, file-web"',
  ]);
});

test("one organization has its bar and nothing to overlap, an empty account neither", async ({ page }) => {
  const account = await createAccount({ planSeatCount: 9 });
  await page.goto(openOverlap(account));
  await expect(page.getByText("Nobody has a seat yet").first()).toBeVisible();
  await expect(plot(page)).toBeHidden();

  await createOrganization((await createUser()).owners, { account, login: "lonely-web" });
  await page.goto(openOverlap(account));
  await expect(plot(page).getByRole("link", { name: "1 person in lonely-web only" })).toBeVisible();
  await expect(page.getByText("There is nothing to overlap")).toBeVisible();
  await expect(matrix(page)).toBeHidden();
  await expectAccessible(page);
});

test("sixty organizations are drawn as far as they can be read, and nothing shifts", async ({ page }) => {
  // axe looks at thousands of elements, twice.
  test.slow();
  const account = await createAccount({ planSeatCount: 90 });
  const people = await Promise.all(Array.from({ length: 90 }, () => createUser()));
  const membersOf = (place: number) => people.filter((_, at) => at % 60 === place || at % 7 === place % 7 || at < 3);
  for (let place = 0; place < 60; place++) {
    const members = membersOf(place).flatMap(({ owners }) => owners);
    await createOrganization(members, {
      account,
      login: `sixty-${String(place).padStart(2, "0")}-of-a-large-customer`,
    });
  }
  await page.addInitScript(collectShifts);
  await page.goto(openOverlap(account, "?degree=60"));

  await expect(plot(page).getByRole("link", { name: / only$/ })).toHaveCount(20);
  await expect(page.getByText(/^The last bar sums the rest: \d+ people in \d+ other combinations\./)).toBeVisible();
  await expect(matrix(page).getByRole("columnheader")).toHaveCount(19);
  await expect(page.getByText("The 20 largest organizations of 60.")).toBeVisible();
  await expect(page.getByText("1–50 of 1,770 pairs")).toBeVisible();
  await expect(page.getByRole("table", { name: "Set sizes" }).getByRole("rowheader")).toHaveCount(60);
  await expect(page.getByText("1–3 of 3 people")).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "shifts"))).toEqual([]);
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test.describe("without a script", () => {
  test.use({ javaScriptEnabled: false });

  test("a bar is drawn and leads to its people", async ({ page }) => {
    const { account } = await createOverlap("plain");
    await page.goto(openOverlap(account));
    await plot(page).getByRole("link", { name: "1 person in plain-web only" }).click();
    await expectBehind(page, "In exactly plain-web", ["Ann"]);
  });
});

/** Collects what moves up or down without somebody having pressed something. */
function collectShifts() {
  type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect };
  const shifts: string[] = [];
  Reflect.set(window, "shifts", shifts);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, "hadRecentInput")) continue;
      const sources: Source[] = Reflect.get(entry, "sources");
      const moved = sources.filter(({ previousRect, currentRect }) => Math.abs(previousRect.y - currentRect.y) > 1);
      shifts.push(...moved.map(({ node }) => `${node?.nodeName}: ${node?.textContent?.slice(0, 80)}`));
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function download(page: Page, name: string): Promise<{ fileName: string; text: string }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  const downloaded = await downloading;
  return { fileName: downloaded.suggestedFilename(), text: await readFile(await downloaded.path(), "utf8") };
}
