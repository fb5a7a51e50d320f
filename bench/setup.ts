import { getServerSession } from "next-auth";
import postgres from "postgres";
import { beforeAll, vi } from "vitest";
import { env } from "@/env";

vi.mock("next/cache", () => ({ refresh: vi.fn(), revalidatePath: vi.fn(), revalidateTag: vi.fn() }));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("next-auth", async (original) => ({
  ...(await original<typeof import("next-auth")>()),
  getServerSession: vi.fn(),
}));

// As many connections as callers at once, where the app has ten: else the pool would be measured.
Object.assign(globalThis, { consolePool: postgres(env.DATABASE_URL, { max: 16, prepare: false, onnotice: () => {} }) });

beforeAll(async () => {
  const { signInAs } = await import("@/test/sign-in");
  await signInAs("account_rep");
  return () => vi.mocked(getServerSession).mockReset();
});
