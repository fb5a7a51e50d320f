import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { imports } from "@/db/schema/imports";
import { ImportListing } from "@/domain/input/imports";
import { listImports } from "./imports";

async function record(...statuses: ("failed" | "discarded")[]): Promise<number[]> {
  const common = {
    actor: "rep@staff.example",
    activate: "none" as const,
    isShrinkAllowed: false,
    files: [],
    finishedAt: new Date(),
  };
  const rows = await db
    .insert(imports)
    .values(statuses.map((status) => ({ ...common, status })))
    .returning();
  return rows.map(({ id }) => id);
}

describe("imports", () => {
  test("are listed newest first, or oldest first when asked; the filter keeps one status and counts it", async () => {
    const [failed, discarded, second] = await record("failed", "discarded", "failed");
    const list = async (asked: Partial<ImportListing>) => {
      const { rows, total } = await listImports(db, ImportListing.parse(asked));
      return { ids: rows.map(({ id }) => id), total };
    };
    expect(await list({})).toEqual({ ids: [second, discarded, failed], total: 3 });
    expect(await list({ direction: "asc" })).toEqual({ ids: [failed, discarded, second], total: 3 });
    expect(await list({ status: "failed" })).toEqual({ ids: [second, failed], total: 2 });
    expect(await list({ status: "done" })).toEqual({ ids: [], total: 0 });
  });
});
