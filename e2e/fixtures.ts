import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { db } from "@/db/client";
import { staff, staffSessions } from "@/db/schema/staff";
import type { Role } from "@/domain/permissions";
import { sampleEmail } from "@/domain/staff";
import { env } from "@/env";

type Fixtures = {
  /** Signs in the sample staff of this role, with a real session. */
  signInAs: (role: Role) => Promise<void>;
  /** What the browser's console may say in a test that provokes it. */
  expectedErrors: RegExp[];
  /** What the server answered to changes, and what became of it on the page. */
  changes: Changes;
};

export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],

  /** A broken rule of the Content-Security-Policy is an error in the console, too. */
  context: async ({ context, expectedErrors }, use) => {
    const errors: string[] = [];
    context.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    context.on("weberror", (error) => errors.push(String(error.error().stack)));
    await use(context);
    const unexpected = errors.filter((text) => !expectedErrors.some((expected) => expected.test(text)));
    expect(unexpected, "what the browser's console complains about").toEqual([]);
  },

  changes: async ({ context }, use) => {
    const changes: Changes = { answered: [], confirmed: [], focusLost: [] };
    context.on("response", async (response) => {
      if (!response.request().headers()["next-action"]) return;
      const answer = await response.text().catch(() => "");
      const message = /"confirmation":\{"message":("(?:[^"\\]|\\.)*")/.exec(answer)?.[1];
      if (message) changes.answered.push(JSON.parse(message));
    });
    await context.exposeFunction("noteConfirmed", (text: string) => changes.confirmed.push(text));
    await context.exposeFunction("noteFocusLost", (text: string) => changes.focusLost.push(text));
    await context.addInitScript(watchConfirmations);
    await use(changes);
  },

  /** Every change is confirmed where all of them are, and the focus stays on something. */
  page: async ({ page, changes }, use) => {
    await use(page);
    const unconfirmed = () =>
      changes.answered.filter((message) => !changes.confirmed.some((text) => text.startsWith(message)));
    await expect.poll(unconfirmed, "changes that were not confirmed").toEqual([]);
    expect(changes.focusLost, "changes after which nothing had the focus").toEqual([]);
  },

  signInAs: async ({ context, baseURL }, use) => {
    await use(async (role) => {
      const value = await openSampleSession(role);
      await context.addCookies([{ name: "next-auth.session-token", value, url: baseURL, httpOnly: true }]);
    });
  },
});

type Changes = { answered: string[]; confirmed: string[]; focusLost: string[] };

/** Runs in the browser. */
function watchConfirmations(): void {
  const note = window as unknown as Record<"noteConfirmed" | "noteFocusLost", (text: string) => void>;
  let shown = "";
  let pressedAt = 0;
  window.addEventListener("pointerdown", () => (pressedAt = performance.now()), true);
  const look = () => {
    const text = document.querySelector("[role=status][aria-label='Last change']")?.textContent ?? "";
    if (text === shown) return;
    shown = text;
    if (text === "") return;
    note.noteConfirmed(text);
    const shownAt = performance.now();
    // Longer than the page takes to become what the change made of it.
    setTimeout(() => {
      if (document.activeElement === document.body && pressedAt < shownAt) note.noteFocusLost(text);
    }, 1500);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

export { expect };

/** Journeys that run at the same time have account reps of their own, because a person uploads one roster at a time. */
export function emailOf(role: Role): string {
  return role === "account_rep" ? `rep-${base.info().parallelIndex}@sample.invalid` : sampleEmail(role);
}

async function openSampleSession(role: Role): Promise<string> {
  const email = emailOf(role);
  await db.insert(staff).values({ email, role }).onConflictDoNothing();
  const [member] = await db.select({ id: staff.id }).from(staff).where(eq(staff.email, email));
  const [session] = await db.insert(staffSessions).values({ staffId: member!.id }).returning();
  return encode({ token: { sessionId: session!.id }, secret: env.NEXTAUTH_SECRET });
}

/** Themes differ only in the colors of `app/globals.css`, so rules that do not depend on color run once. */
const rulesOf = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };

export async function expectAccessible(page: Page): Promise<void> {
  // While a page is refreshed, Next.js replaces its title.
  await expect(page).toHaveTitle(/./);
  // What waits for the server is dimmed.
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).options(rulesOf[colorScheme]).setLegacyMode().analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
    expect(faults, `what axe finds in the ${colorScheme} theme`).toEqual([]);
  }
}
