import { expect, test } from "./fixtures";
import { previewAddresses } from "./addresses";
const out = "/tmp/shots";
test("shots", async ({ page, signInAs }) => {
  test.setTimeout(400_000);
  await signInAs("admin");
  const previews = await previewAddresses();
  const list: [string, string][] = [
    ["seats", "/accounts/okto/seats"],
    ["new", "/accounts/new"],
    ["detach", previews.detach],
    ["move", previews.move],
    ["changePlan", previews.changePlan],
    ["inactive", "/accounts/okto/people/inactive"],
    ["attach", previews.attach],
  ];
  for (const [name, path] of list) {
    for (const width of [1440, 1024, 390]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        await page.evaluate(() => sessionStorage.clear());
        if (name === "seats") {
          await page.getByLabel("Plan seats").fill("1.100");
          await page.getByLabel("Free seats").fill("1200");
          await page.getByLabel("Unit price").fill("12.5");
          await page.getByLabel("Reason").focus();
        }
        await page.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png` });
      }
    }
  }
  for (const width of [1440, 390]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto("/accounts/okto/seats");
      await page.getByLabel("Reason").fill("Half");
      await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Overview" }).click();
      await page.screenshot({ path: `${out}/leave-${width}-${colorScheme}.png` });
      await page.getByRole("button", { name: "Leave", exact: true }).click();
      await expect(page.getByLabel("Seat totals", { exact: true })).toBeVisible();
      await page.goBack();
      await expect(page.getByText("changes are back")).toBeVisible();
      await page.screenshot({ path: `${out}/back-${width}-${colorScheme}.png` });
      await page.evaluate(() => sessionStorage.clear());
      await page.goto("/accounts");
      await page.route(/_rsc=/, async (route) => { await new Promise((r) => setTimeout(r, 2500)); await route.continue(); });
      await page.getByRole("checkbox", { name: "Select all accounts" }).check();
      await page.getByRole("button", { name: "Check seats" }).click();
      await page.waitForTimeout(900);
      await page.screenshot({ path: `${out}/loading-${width}-${colorScheme}.png` });
      await page.unroute(/_rsc=/);
      await page.goto("/accounts/okto");
      await page.getByRole("button", { name: "Rename" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("Other");
      await page.keyboard.press("Escape");
      await page.screenshot({ path: `${out}/discard-${width}-${colorScheme}.png` });
    }
  }
  for (const [name, path] of [["overview", "/accounts/okto"], ["overlap", "/accounts/okto/overlap"], ["history", "/accounts/okto/seats/history"], ["overlapk8s", "/accounts/kest/overlap"]]) {
    await page.goto(path!);
    await page.evaluate(() => sessionStorage.clear());
    await page.pdf({ path: `${out}/${name}.pdf`, format: "Letter" });
    await page.setViewportSize({ width: 725, height: 960 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.screenshot({ path: `${out}/print-${name}.png`, fullPage: true });
    await page.emulateMedia({ media: "screen" });
  }
});
test("script", async ({ page, signInAs, request }) => {
  await signInAs("admin");
  const sizes: Record<string, number> = {};
  const { gzipSync } = await import("node:zlib");
  const previews = await previewAddresses();
  for (const path of ["/accounts", "/accounts/new", "/accounts/okto", "/accounts/okto/organizations", previews.attach, previews.detach, previews.move, "/accounts/okto/people", previews.activate, "/accounts/okto/people/inactive", "/accounts/okto/overlap", "/accounts/okto/seats", "/accounts/okto/seats/history", "/accounts/okto/audit-log", "/organizations", "/people", "/people/suggestions", previews.mark, "/imports", "/plans", previews.changePlan, "/alerts", "/alerts?add=webhook", "/audit-log", "/staff", "/search?q=okto"]) {
    const html = await (await page.request.get(path)).text();
    let sum = 0;
    for (const [, source] of [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag))) {
      sum += gzipSync(Buffer.from(await (await page.request.get(source!)).body())).length;
    }
    sizes[path] = Math.round(sum / 100) / 10;
  }
  console.log(JSON.stringify(sizes, null, 1));
});
