import { createAccount } from "@/test/factories";
import { expect, test } from "./fixtures";

test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });

test("a change sent while the network is cut says so, loses nothing and succeeds once it is back", async ({
  page,
  context,
  signInAs,
}) => {
  const account = await createAccount();
  await signInAs("account_rep");
  await page.goto(`/accounts/${account.id}`);
  await page.getByRole("button", { name: "Rename" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename" });
  await dialog.getByLabel("Name").fill(`${account.name} renamed`);
  await dialog.getByLabel("Reason").fill("New legal name");

  await context.setOffline(true);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Could not reach the server. Nothing was lost; try again.");
  await expect(dialog.getByLabel("Name")).toHaveValue(`${account.name} renamed`);
  await expect(dialog.getByLabel("Reason")).toHaveValue("New legal name");

  await context.setOffline(false);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: `${account.name} renamed` })).toBeVisible();
});
