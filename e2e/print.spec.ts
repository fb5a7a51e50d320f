import { expect, test } from "./fixtures";

const pages = [
  { path: "", mostPages: 2, shows: ["Seat totals", "Seats on "], hides: ["Latest changes", "Rename"] },
  { path: "/overlap", mostPages: 2, shows: ["Overlap on "], hides: ["Pairs", "Download CSV"] },
  { path: "/seats/history", mostPages: 1, shows: ["Seats to true up", " to "], hides: ["Changes", "Days, scrollable"] },
];

/** The second is the one with the most organizations. */
const accounts = ["okto", "nwind"];

for (const { path, mostPages, shows, hides } of accounts.flatMap((account) =>
  pages.map((page) => ({ ...page, path: `/accounts/${account}${page.path}` })),
)) {
  test(`${path} prints on a page or two, in light colors, without what is for the screen or for staff`, async ({
    page,
    signInAs,
  }) => {
    await signInAs("account_rep");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(path);
    const name = await page.getByRole("heading", { level: 1 }).textContent();
    const pdf = await page.pdf({ format: "Letter" });
    const printed = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.length).toBeLessThanOrEqual(mostPages);

    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name!);
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await expect(page.getByRole("button")).toHaveCount(0);
    for (const text of shows) {
      await expect(
        page
          .getByText(text)
          .or(page.getByLabel(text, { exact: true }))
          .first(),
      ).toBeVisible();
    }
    for (const text of hides) {
      await expect(
        page
          .getByText(text, { exact: true })
          .or(page.getByLabel(text, { exact: true }))
          .first(),
      ).toBeHidden();
    }
    const ink = await page.locator("h1").evaluate((heading) => getComputedStyle(heading).color);
    expect(ink).toBe("rgb(23, 23, 26)");
  });
}
