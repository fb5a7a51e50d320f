import { randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { staff, staffSessions } from "@/db/schema/staff";
import { type Identity, startIdentityProviders } from "./fakes/identity-providers";
import { expect, test } from "./fixtures";

let providers: Awaited<ReturnType<typeof startIdentityProviders>>;

test.beforeAll(async () => {
  providers = await startIdentityProviders(Number(process.env.FAKE_PROVIDERS_PORT));
});

test.afterAll(() => providers.stop());

const buttons = { GitHub: "Continue with GitHub", "OpenID Connect": "Continue with Single sign-on" };

/** A new member of staff, and an identity with their e-mail as its first. */
async function createStaff({ verified = true } = {}) {
  const subject = String(randomInt(1_000_000, 999_999_999));
  const email = `Staff-${subject}@Example.com`;
  await db.insert(staff).values({ email, role: "support" });
  const identity: Identity = { subject, emails: [{ email: email.toLowerCase(), verified }] };
  return { email, identity };
}

async function staffBy(email: string) {
  const [member] = await db.select().from(staff).where(eq(staff.email, email));
  return member!;
}

for (const [provider, button] of Object.entries(buttons)) {
  test(`${provider}: a verified e-mail on the staff list signs in, whatever its case, and is remembered`, async ({
    page,
  }) => {
    const { email, identity } = await createStaff();
    providers.answerAs(identity);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();
    expect(await staffBy(email)).toMatchObject({ subject: identity.subject });
  });

  test(`${provider}: an e-mail that is not verified identifies nobody`, async ({ page }) => {
    const { email, identity } = await createStaff({ verified: false });
    providers.answerAs(identity);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("alert").filter({ hasText: "staff list" })).toBeVisible();
    expect(await staffBy(email)).toMatchObject({ subject: null });
  });

  test(`${provider}: a stranger is refused and told whom to ask`, async ({ page }) => {
    providers.answerAs({ subject: "1", emails: [{ email: "stranger@example.com", verified: true }] });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Whom to ask" })).toBeVisible();
    await page.goto("/accounts");
    await expect(page).toHaveURL(/sign-in/);
  });

  test(`${provider}: another subject with the same e-mail is refused until an admin allows it`, async ({ page }) => {
    const { email, identity } = await createStaff();
    await db
      .update(staff)
      .set({ provider: "github", subject: `other-${identity.subject}` })
      .where(eq(staff.email, email));
    providers.answerAs(identity);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Whom to ask" })).toBeVisible();

    await db.update(staff).set({ provider: null, subject: null }).where(eq(staff.email, email));
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();
  });
}

test("whoever signs in comes back to the page they asked for, and to no other site", async ({ page }) => {
  await page.goto("/audit-log?q=seats");
  await page.getByRole("button", { name: "Sign in as support" }).click();
  await expect(page).toHaveURL(/\/audit-log\?q=seats$/);
});

test("the session cookie is out of reach of scripts and other sites", async ({ page, context }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in as support" }).click();
  await expect(page.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();
  const cookie = (await context.cookies()).find(({ name }) => name.includes("session-token"));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("signing out ends the session itself: its cookie opens nothing any more", async ({ page, context }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in as support" }).click();
  await expect(page.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();
  const cookies = await context.cookies();

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await context.addCookies(cookies);
  await page.goto("/accounts");
  await expect(page).toHaveURL(/sign-in/);
});

for (const [what, change] of [
  ["removal", { removedAt: new Date() }],
  ["an hour without a request", undefined],
] as const) {
  test(`${what} holds at the next request`, async ({ page }) => {
    const { email, identity } = await createStaff();
    providers.answerAs(identity);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: buttons.GitHub }).click();
    await expect(page.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();

    const { id } = await staffBy(email);
    if (change) await db.update(staff).set(change).where(eq(staff.id, id));
    else {
      const idle = { lastSeenAt: sql`now() - interval '61 minutes'` };
      await db.update(staffSessions).set(idle).where(eq(staffSessions.staffId, id));
    }
    await page.reload();
    await expect(page).toHaveURL(/sign-in/);
  });
}
