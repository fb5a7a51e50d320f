import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { accountUsers } from "@/db/schema/seats";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";

/** As `npm run check:seats` runs it, on the database of this file. */
async function checkSeats() {
  const child = spawn(process.execPath, ["scripts/machine/with-database.mjs", "scripts/check-seats.ts"]);
  const exited = new Promise((resolve) => child.once("close", resolve));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { output, errors, code };
}

test("check:seats reports that the ledger agrees, or lists the differences and exits 1, and fixes nothing", async () => {
  const account = await createAccount({ name: "Acme", planSeatCount: 9 });
  const person = await createUser();
  const { id } = await createOrganization(person.owners, { account });
  expect(await checkSeats()).toEqual({
    output: "1 accounts checked: the ledger agrees with the memberships.\n",
    errors: "",
    code: 0,
  });

  await db.update(accounts).set({ studentCount: 7 }).where(eq(accounts.id, account.id));
  const inLedger = and(eq(accountUsers.accountId, account.id), eq(accountUsers.userId, person.id));
  await db
    .update(accountUsers)
    .set({ organizationIds: [id, id + 1] })
    .where(inLedger);
  const { output, errors, code } = await checkSeats();
  expect({ errors, code }).toEqual({ errors: "", code: 1 });
  expect(output.split("\n").map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
    "Account | What differs | Stored | Recounted",
    `Acme | person ${person.id} | seat in ${id}, ${id + 1} | seat in ${id}`,
    "Acme | seats, students, bots, organization seats, organizations | {1,7,0,1,1} | {1,0,0,1,1}",
    "1 accounts checked: the ledger differs from the memberships.",
    "",
  ]);
  expect(await reloadAccount(account)).toMatchObject({ studentCount: 7 });
});
