import { afterAll, afterEach, beforeEach, inject, vi } from "vitest";
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

const errors: unknown[][] = [];
console.error = (...words) => errors.push(words);

beforeEach(() => {
  getServerSession.mockResolvedValue(null);
});

afterEach(() => {
  const said = errors.splice(0);
  if (said.length > 0) throw new Error(`console.error was called: ${said.map((words) => words.join(" ")).join("; ")}`);
});
