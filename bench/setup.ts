import { getServerSession } from "next-auth";
import { beforeAll, vi } from "vitest";
import { openPool } from "@/db/pool";

vi.mock("next/cache", () => ({ refresh: vi.fn(), revalidatePath: vi.fn(), revalidateTag: vi.fn() }));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("next-auth", async (original) => ({
  ...(await original<typeof import("next-auth")>()),
  getServerSession: vi.fn(),
}));

// As many connections as callers at once, where the app has ten: else the pool would be measured.
Object.assign(globalThis, { consolePool: openPool(16) });

beforeAll(async () => {
  const { signInAs } = await import("@/test/sign-in");
  await signInAs("account_rep");
  return () => vi.mocked(getServerSession).mockReset();
});
