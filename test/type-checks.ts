import { z } from "zod";
import { auditedTransaction } from "@/db/audited-transaction";
import { db, type Reader } from "@/db/client";
import { insertAccount, updateAccount } from "@/db/queries/accounts";
import { accounts } from "@/db/schema";
import { newAccount } from "@/domain/accounts";
import type { Actor } from "@/domain/permissions";
import { staffRoute } from "@/server/route";

// Nothing here runs. Each line must not compile; `tsc` fails when one begins to.
declare const read: Reader;
declare const actor: Actor;
const entry = { subjectKind: "account", subjectId: "1", reason: "Because" } as const;

export function aReaderCannotWrite() {
  // @ts-expect-error a page's reader inserts nothing
  read.insert(accounts);
  // @ts-expect-error nor does it update
  read.update(accounts);
  // @ts-expect-error nor delete
  read.delete(accounts);
  // @ts-expect-error nor run what it likes
  read.execute("delete from accounts");
  // @ts-expect-error nor behind `with`
  read.with().insert(accounts);
  // @ts-expect-error a write takes a transaction, not a page's reader
  insertAccount(read, { name: "Acme", ...newAccount });
  // @ts-expect-error nor the pool
  insertAccount(db, { name: "Acme", ...newAccount });
}

const Asked = z.object({ accountId: z.string() });

export function aRouteReadsWhatItsSchemaNames() {
  staffRoute(Asked, async ({ asked }) => Response.json(asked.accountId));
  // @ts-expect-error a parameter that no schema read
  staffRoute(Asked, async ({ asked }) => Response.json(asked.organizationId));
  // @ts-expect-error a route without a schema
  staffRoute(async () => Response.json({}));
  // @ts-expect-error a route that writes
  staffRoute(Asked, ({ read }) => read((db) => updateAccount(db, "1", {}).then(() => Response.json({}))));
}

export function everyChangeIsAccountedFor() {
  // @ts-expect-error a change without its audit rows
  auditedTransaction(actor, "account.create", async () => ({ data: 1 }));
  // @ts-expect-error an audit row without a reason
  auditedTransaction(actor, "account.create", async () => ({
    data: 1,
    audit: { ...entry, action: "account.create", reason: undefined },
  }));
  // @ts-expect-error an audit row for what was not authorized
  auditedTransaction(actor, "account.create", async () => ({ data: 1, audit: { ...entry, action: "account.close" } }));
  // @ts-expect-error an unknown permission
  auditedTransaction(actor, "account.paint", async () => ({ data: 1, audit: [] }));
}
