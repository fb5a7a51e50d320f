import { closeDatabase } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { accounts } from "@/db/schema/accounts";
import { readSnapshot } from "@/db/snapshot";

const { drift, names } = await readSnapshot(async (db) => {
  const rows = await db.select({ id: accounts.id, name: accounts.name }).from(accounts);
  return { drift: await listSeatDrift(db), names: new Map(rows.map(({ id, name }) => [id, name])) };
});
await closeDatabase();

if (drift.length === 0) {
  console.log(`${names.size} accounts checked: the ledger agrees with the memberships.`);
} else {
  const rows = drift.map(({ accountId, what, stored, recounted }) => [
    names.get(accountId) ?? "",
    what,
    stored,
    recounted,
  ]);
  console.log(alignedTable([["Account", "What differs", "Stored", "Recounted"], ...rows]));
  console.log(`${names.size} accounts checked: the ledger differs from the memberships.`);
  process.exitCode = 1;
}

function alignedTable(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
