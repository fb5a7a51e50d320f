import { afterAll, beforeEach, inject, vi } from "vitest";
import { createDatabase, dropDatabase } from "./database";

const url = await createDatabase({ template: inject("template") });
process.env.DATABASE_URL = url;
afterAll(() => dropDatabase(url));

const { getServerSession } = vi.hoisted(() => ({ getServerSession: vi.fn() }));
vi.mock("next/cache", () => ({ refresh: vi.fn(), revalidatePath: vi.fn(), revalidateTag: vi.fn() }));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("next-auth", async (original) => ({
  ...(await original<typeof import("next-auth")>()),
  getServerSession,
}));

beforeEach(() => {
  getServerSession.mockResolvedValue(null);
});
