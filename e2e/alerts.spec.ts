import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { verifyWebhook } from "@/test/verify-webhook";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, expectRow, lastChange, rowOf } from "./screen";

type Received = { headers: IncomingHttpHeaders; body: string };

let receiver: Server;
let received: Received[];
let answers: number[];

test.beforeEach(async () => {
  received = [];
  answers = [];
  receiver = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(answers.shift() ?? 204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
});

test.afterEach(() => {
  receiver.closeAllConnections();
  receiver.close();
});

const addressOfReceiver = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/seats`;

test("activating past 90% raises an alert on the account and tells its webhook; more seats clear it", async ({
  page,
  signInAs,
}) => {
  test.slow();
  const account = await createAccount({ planSeatCount: 10 });
  const people = await Promise.all(Array.from({ length: 8 }, () => createUser()));
  const [ann, bo] = [await createUser({ name: "Ann Alert" }), await createUser({ name: "Bo Below" })];
  await createOrganization(
    people.flatMap(({ owners }) => owners),
    { account },
  );
  await createOrganization([...ann.owners, ...bo.owners], { account, isActivated: false });
  answers = [500];

  await signInAs("account_rep");
  await page.goto("/accounts");
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Alerts", exact: true });
  await expect(link).toHaveAccessibleDescription(/^\d+ alerts? (is|are) raised$/);
  await link.click();
  await page.getByRole("button", { name: "Add webhook" }).click();
  const adding = page.getByRole("dialog", { name: "Add webhook" });
  await adding.getByLabel("Address").fill("http://alerts.example.com/seats");
  await adding.getByLabel("Account").fill(account.name);
  await adding.getByLabel("Reason").fill("Ticket 7");
  await adding.getByRole("button", { name: "Add webhook" }).click();
  await expect(adding.getByLabel("Address")).toBeFocused();
  await expect(adding).toContainText("Use https://");
  await adding.getByLabel("Address").fill(addressOfReceiver());
  await adding.getByRole("button", { name: "Add webhook" }).click();
  await expect(adding.getByRole("status")).toContainText("Copy its secret now");
  const secret = await adding.getByRole("definition").innerText();
  await expect(adding.getByRole("button", { name: "Done" })).toBeFocused();
  await expectAccessible(page);
  await adding.getByRole("button", { name: "Done" }).click();
  await expect(adding).toBeHidden();
  await expectRow(page.getByRole("table", { name: "Webhooks" }), addressOfReceiver(), {
    "Alerts of": account.name,
    "Last message": "none yet",
  });
  expect(await page.content()).not.toContain(secret);

  await page.goto(`/accounts/${account.id}/people?q=Alert`);
  await page.getByRole("button", { name: /^Activate Ann Alert/ }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("A new colleague");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Activate/ })
    .click();
  await expect(page.getByRole("button", { name: /^Deactivate Ann Alert/ })).toBeVisible();
  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByText("Alert: 90% reached")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "all alerts" }).click();
  await expectRow(page.getByRole("table", { name: "Alerts" }), account.name, {
    Reached: "90%",
    "Used when raised": "9 of 10",
    "Used now": "9 of 10",
    Cleared: "not yet",
  });

  // The first answer is 500: the same message comes again, some ten seconds later.
  await expect.poll(() => received.length, { timeout: 60_000 }).toBe(2);
  for (const message of received) expect(verifyWebhook(message, secret)).toBeDefined();
  expect(received[0]!.headers["webhook-id"]).toBe(received[1]!.headers["webhook-id"]);
  expect(JSON.parse(received[1]!.body)).toMatchObject({
    type: "seat_alert.raised",
    data: { account_name: account.name, threshold_percent: 90, used_seats: 9, total_seats: 10 },
  });
  const hooked = rowOf(page.getByRole("table", { name: "Webhooks" }), addressOfReceiver());
  await expect(async () => {
    await page.reload();
    await expect(hooked).toContainText("Delivered", { timeout: 2_000 });
  }).toPass();
  await hooked
    .getByRole("link", { name: "just now" })
    .or(hooked.getByRole("link", { name: /ago$/ }))
    .click();
  await expectRow(page.getByRole("table", { name: "Deliveries" }), "90% reached", {
    Account: account.name,
    Status: "Delivered",
    Attempts: "2",
  });
  await expectAccessible(page);

  await page.goto(`/accounts/${account.id}/seats`);
  await page.getByLabel("Plan seats").fill("20");
  await page.getByLabel("Reason").fill("Order 8");
  await page.getByRole("button", { name: "Save seat plan" }).click();
  await expect(lastChange(page).filter({ hasText: "Saved" })).toBeVisible();
  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByText(/^Alert: /)).toBeHidden();
  await page.goto("/alerts?status=cleared");
  await page.getByLabel("Search alerts").fill(account.name);
  await expect(page).toHaveURL(/q=/);
  await expect(rowOf(page.getByRole("table", { name: "Alerts" }), account.name)).toHaveCount(2);

  await hooked.getByRole("button", { name: /^Pause / }).click();
  await confirmDialog(page, "Pause", "They move house");
  await expect(lastChange(page)).toContainText("paused no → yes");
  await expect(hooked).toContainText("Paused");
  await hooked.getByRole("button", { name: /^Test / }).click();
  await expect(page.getByRole("dialog")).toContainText("This webhook is paused. Resume it first.");
  await page.keyboard.press("Escape");
  await hooked.getByRole("button", { name: /^Resume / }).click();
  await confirmDialog(page, "Resume", "They are there");
  await expect(hooked).not.toContainText("Paused");

  received = [];
  await hooked.getByRole("button", { name: /^Test / }).click();
  await confirmDialog(page, "Test", "Does it arrive?");
  await expect.poll(() => received.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const tested = received.find(({ body }) => JSON.parse(body).type === "webhook.test");
  expect(verifyWebhook(tested!, secret)).toBeDefined();
  await hooked.getByRole("link", { name: /now$|ago$/ }).click();
  await page.getByRole("link", { name: "Test", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Test/ })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Status 204")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText("webhook-signature")).toBeVisible();
  await expect(page.getByText("This is a test. Nothing has happened.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send again" }).click();
  await confirmDialog(page, "Send again", "They lost it");
  await expect.poll(() => received.filter(({ body }) => body === tested!.body).length, { timeout: 30_000 }).toBe(2);

  await page.goto("/alerts");
  await hooked.getByRole("button", { name: /^Remove / }).click();
  await confirmDialog(page, "Remove", "No longer needed");
  await expect(hooked).toHaveCount(0);
});

test("support reads alerts and webhooks, and changes neither", async ({ page, signInAs }) => {
  await signInAs("support");
  await page.goto("/alerts?q=okto");
  await expect(page.getByRole("table", { name: "Alerts" }).getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Add webhook" })).toBeDisabled();
  await page.goto("/alerts?add=webhook");
  const dialog = page.getByRole("dialog", { name: "Add webhook" });
  await expect(dialog.getByLabel("Address")).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "Add webhook" })).toBeDisabled();
});
