import { z } from "zod";
import { listHref } from "@/components/ui/list-href";
import { auditedTransaction } from "@/db/audited-transaction";
import { db } from "@/db/client";
import type { Reader } from "@/db/executor";
import { insertAccount, updateAccount } from "@/db/queries/accounts";
import { accounts } from "@/db/schema/accounts";
import { newAccount } from "@/domain/accounts";
import { addresses } from "@/domain/addresses";
import type { Actor } from "@/domain/permissions";
import { action } from "@/server/action";
import { defineChange, definePreviewedChange } from "@/server/change";
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

const common = { permission: "account.rename", input: z.object({ accountId: z.string() }) } as const;
const subject = { subjectKind: "account", subjectId: "1" } as const;
const written = { data: 1, audit: { ...subject, action: "account.rename" } } as const;
const write = async () => written;
const hold = () => ({ accounts: ["1"] });
const weigh = async () => ({ account: { id: "1" }, plan: { used: 1 } });

export function aChangeIsAuthorizedAndAccountedFor() {
  const rename = defineChange({ ...common, write });
  rename(actor, { accountId: "1", reason: "Because" });
  // @ts-expect-error a change without a permission
  defineChange({ input: common.input, write });
  // @ts-expect-error a change without its audit entries
  defineChange({ ...common, write: async () => ({ data: 1 }) });
  // @ts-expect-error an audit entry for a permission that was not asked for
  defineChange({ ...common, write: async () => ({ data: 1, audit: { ...subject, action: "account.close" } }) });
  // @ts-expect-error a change that nobody makes
  rename({ accountId: "1", reason: "Because" });
  // @ts-expect-error a change without a reason
  rename(actor, { accountId: "1" });
  // @ts-expect-error a form that sends something else
  action(rename)({ accountId: 1, reason: "Because" });
  // @ts-expect-error a page that offers a plain function
  action(async (_: Actor, asked: { accountId: string }) => ({ data: asked, changeId: null }));
}

export function aPreviewedChangeIsSeenFirst() {
  const previewed = definePreviewedChange({ ...common, hold, weigh, write });
  previewed(actor, { accountId: "1", reason: "Because", preview: "any" });
  // @ts-expect-error a confirmation that does not say what was seen
  previewed(actor, { accountId: "1", reason: "Because" });
  // @ts-expect-error a page does not get what the change found beside its plan
  previewed.weigh(read, { accountId: "1" }).then(({ account }) => account);
  // @ts-expect-error weighing writes nothing
  definePreviewedChange({ ...common, hold, weigh: (db) => updateAccount(db, "1", {}).then(weigh), write });
  // @ts-expect-error nor does saying what to hold
  definePreviewedChange({ ...common, hold: (db) => updateAccount(db, "1", {}).then(hold), weigh, write });
  // @ts-expect-error nor does that of a change without a preview
  defineChange({ ...common, hold: (db) => updateAccount(db, "1", {}).then(hold), write });
  // @ts-expect-error a preview without a plan
  definePreviewedChange({ ...common, hold, weigh: async () => ({}), write });
  // @ts-expect-error a plan that holds a map, which looks like any other in JSON
  definePreviewedChange({ ...common, hold, weigh: async () => ({ plan: { people: new Map() } }), write });
  // @ts-expect-error or a date
  definePreviewedChange({ ...common, hold, weigh: async () => ({ plan: { at: new Date() } }), write });
}

export function aRouteReadsWhatItsSchemaNames() {
  staffRoute(common.input, async ({ asked }) => Response.json(asked.accountId));
  // @ts-expect-error a parameter that no schema read
  staffRoute(common.input, async ({ asked }) => Response.json(asked.organizationId));
  // @ts-expect-error a route without a schema
  staffRoute(async () => Response.json({}));
  // @ts-expect-error a route that writes
  staffRoute(common.input, ({ read }) => read((db) => updateAccount(db, "1", {}).then(() => Response.json({}))));
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

export function anAddressIsThatOfAPage() {
  const account = addresses.account("okto");
  const hrefFor = listHref(account.people, {});
  hrefFor({ organization: 7 });
  // @ts-expect-error a page that does not exist
  addresses.invoices();
  // @ts-expect-error nor below an account
  account.invoices();
  // @ts-expect-error a parameter that another page reads
  account.people({ plan: "users-enterprisem" });
  // @ts-expect-error nor to a list that is shown
  hrefFor({ plan: "users-enterprisem" });
  // @ts-expect-error a parameter of a page that reads none
  addresses.staff({ q: "ann" });
  // @ts-expect-error a page in place of its address
  const href: string = addresses.accounts;
  return href;
}
