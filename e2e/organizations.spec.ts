import type { Page } from "@playwright/test";
import { createAccount, createOrganization, createUser, unique } from "@/test/factories";
import { expect, expectAccessible, test } from "./fixtures";
import { confirmDialog, pressEnter, rowOf } from "./screen";

const table = (page: Page) => page.getByRole("table", { name: "Organizations" });

test("an organization that an import named wrongly is renamed, not to a name that is taken", async ({
  page,
  signInAs,
}) => {
  await signInAs("admin");
  const word = unique();
  const other = await createOrganization([], { login: `taken-${word}` });
  const organization = await createOrganization((await createUser()).owners, { login: `users-${word}` });
  await page.goto(`/organizations?q=${word}`);
  await pressEnter(page.getByRole("button", { name: `Rename ${organization.login}` }));

  const dialog = page.getByRole("dialog", { name: `Rename ${organization.login}` });
  const name = dialog.getByLabel("Name");
  await expect(name).toHaveValue(organization.login);
  await expect(dialog.getByRole("button", { name: "Rename", exact: true })).toBeDisabled();
  await name.fill("acme_inc");
  await expect(name).toHaveAccessibleDescription(/letters, digits and hyphens/);
  await expectAccessible(page);

  await name.fill(other.login);
  await dialog.getByLabel("Reason").fill("The file was called users.csv");
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(name).toHaveAccessibleDescription("Another organization on this git host already has this name.");
  await expect(name).toBeFocused();

  await name.fill(`acme-${word}`);
  await expect(dialog).toContainText(`${organization.login} → acme-${word}`);
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(table(page), `acme-${word}`)).toHaveCount(1);
  await expect(rowOf(table(page), organization.login)).toHaveCount(0);
});

test("an organization that never was is removed; its people and the audit log still name it", async ({
  page,
  signInAs,
}) => {
  await signInAs("admin");
  const ann = await createUser();
  const organization = await createOrganization(ann.owners, { login: `config-${unique()}` });
  await page.goto(`/organizations?q=${organization.login}`);
  await pressEnter(page.getByRole("button", { name: `Remove organization ${organization.login}` }));
  const dialog = page.getByRole("dialog", { name: `Remove organization ${organization.login}` });
  await expect(dialog.getByRole("definition").first()).toHaveText("1");
  await page.reload();
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await confirmDialog(page, "Remove organization", "The file was no roster");
  await expect(page.getByText("No organization matches.")).toBeVisible();

  await page.goto(`/people/${ann.id}`);
  await expect(page.getByRole("table", { name: "Organizations left" })).toContainText(organization.login);
  await page.goto(`/audit-log?q=${organization.login}`);
  await expect(page.getByRole("table", { name: "Audit log" })).toContainText("Removed organization");
});

test("an organization with an id or in an account says why it keeps its name or its place", async ({
  page,
  signInAs,
}) => {
  await signInAs("admin");
  const word = unique();
  const account = await createAccount();
  const numbered = await createOrganization([], { login: `numbered-${word}`, serviceId: word });
  const attached = await createOrganization([], { login: `attached-${word}`, account });
  await page.goto(`/organizations?q=${word}`);
  const remove = page.getByRole("button", { name: `Remove organization ${attached.login}` });
  await expect(remove).toHaveAccessibleDescription(`${attached.login} cannot be removed: it is in an account.`);
  await expect(remove).toBeDisabled();
  await expect(page.getByRole("button", { name: `Rename ${attached.login}` })).toBeEnabled();
  await expect(rowOf(table(page), numbered.login).getByRole("button")).toHaveCount(0);

  for (const step of ["rename", "remove"]) {
    await page.goto(`/organizations?${step}=${numbered.id}`);
    const button = page.getByRole("dialog").getByRole("button", { name: new RegExp(`^${step}`, "i") });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(/has an id on GitHub/);
  }
});

test("support sees both corrections, and why they are off", async ({ page, signInAs }) => {
  await signInAs("support");
  const organization = await createOrganization([], { login: `users-${unique()}` });
  await page.goto(`/organizations?q=${organization.login}`);
  for (const name of [`Rename ${organization.login}`, `Remove organization ${organization.login}`]) {
    const button = page.getByRole("button", { name });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription("Only admins can do this.");
  }
});
