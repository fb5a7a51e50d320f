import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { StartOver } from "@/db/errors";
import { getAccount, updateAccount } from "@/db/queries/accounts";
import { auditLog } from "@/db/schema/audit-log";
import type { Actor } from "@/domain/permissions";
import { anyPreview } from "@/domain/preview";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { somebodyWaits } from "@/test/locks";
import { defineChange, defineDraft, definePreviewedChange } from "./change";

const rep: Actor = { kind: "staff", id: "1", email: "rep@staff.example", role: "account_rep" };
const support: Actor = { ...rep, role: "support" };
const reason = "Contract 12";

const Input = z.object({ accountId: z.string(), name: z.string().min(1, "A name, please.") });
type Input = z.output<typeof Input>;
const entry = ({ accountId }: Input) =>
  ({ action: "account.rename", accountId, subjectKind: "account", subjectId: accountId }) as const;

const auditOf = (accountId: string) => db.select().from(auditLog).where(eq(auditLog.accountId, accountId));

beforeEach(() => {
  vi.clearAllMocks();
});

describe("a change", () => {
  const [prepare, write, whenDone] = [vi.fn(), vi.fn(), vi.fn()];
  const rename = defineChange({
    permission: "account.rename",
    input: Input,
    async prepare(input) {
      prepare();
      return input;
    },
    hold: (_, { accountId }) => ({ accounts: [accountId] }),
    async write(tx, input) {
      write();
      await updateAccount(tx, input.accountId, { name: input.name });
      if (input.name.startsWith("Twice") && write.mock.calls.length === 1) throw new StartOver();
      if (input.name.startsWith("Never")) throw new Error("Broken");
      return { data: input.name, audit: entry(input) };
    },
    whenDone,
  });
  const calls = () => [prepare, write, whenDone].map(({ mock }) => mock.calls.length);

  test("refuses actors without permission before it reads anything", async () => {
    // A browser can send anything at all, and nobody has looked at it yet.
    const nothing = undefined as unknown as Input & { reason: string };
    await expect(rename(support, nothing)).rejects.toMatchObject({ code: "forbidden" });
    expect(calls()).toEqual([0, 0, 0]);
  });

  test("names every bad field at once, the reason included", async () => {
    await expect(rename(rep, { accountId: "1", name: "", reason: " " })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { name: ["A name, please."], reason: [expect.any(String)] },
    });
    expect(calls()).toEqual([0, 0, 0]);
  });

  test("prepares once, writes as often as it takes, and calls whenDone after the commit", async () => {
    const { id: accountId } = await createAccount();
    const name = `Twice ${accountId}`;
    whenDone.mockImplementationOnce(() => expect(write).toHaveBeenCalledTimes(2));
    await rename(rep, { accountId, name, reason });
    expect(calls()).toEqual([1, 2, 1]);
    expect(await reloadAccount({ id: accountId })).toMatchObject({ name });
  });

  test("answers with what it did and the id under which the audit log tells of it", async () => {
    const { id: accountId } = await createAccount();
    const name = `Acme ${accountId}`;
    const { data, changeId } = await rename(rep, { accountId, name, reason });
    expect(data).toBe(name);
    expect(await auditOf(accountId)).toMatchObject([{ changeId, actor: rep.email, reason }]);
  });

  test("leaves nothing behind when it breaks, and does not call whenDone", async () => {
    const account = await createAccount();
    const asked = { accountId: account.id, name: `Never ${account.id}`, reason };
    await expect(rename(rep, asked)).rejects.toThrow("Broken");
    expect(calls()).toEqual([1, 1, 0]);
    expect(await reloadAccount(account)).toEqual(account);
  });

  test("refuses an account that does not exist: there is nothing to hold", async () => {
    await expect(rename(rep, { accountId: "forged", name: "Acme", reason })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  describe("called once per key", () => {
    test("happens once, also for calls at the same time, and always gives the first answer", async () => {
      const { id: accountId } = await createAccount();
      const asked = { accountId, name: `Once ${accountId}`, reason };
      const answers = await Promise.all([rename.once(rep, asked, accountId), rename.once(rep, asked, accountId)]);
      expect(write).toHaveBeenCalledTimes(1);
      const [{ changeId } = { changeId: null }] = await auditOf(accountId);
      const answer = {
        data: asked.name,
        changeId,
        confirmation: expect.objectContaining({ message: expect.any(String) }),
      };
      expect(answers).toEqual(Array(2).fill(answer));
      expect(await auditOf(accountId)).toHaveLength(1);

      const before = calls();
      expect(await rename.once(rep, asked, accountId)).toEqual(answer);
      expect(calls()).toEqual(before);
      expect(whenDone).toHaveBeenCalledTimes(1);
    });

    test("refuses the same key for another question, and knows callers apart", async () => {
      const [one, other] = [await createAccount(), await createAccount()];
      const asked = { accountId: one.id, name: `Once ${one.id}`, reason };
      await rename.once(rep, asked, one.id);
      const question = { ...asked, accountId: other.id };
      await expect(rename.once(rep, question, one.id)).rejects.toMatchObject({ code: "conflict" });
      await expect(rename.once({ ...rep, email: "new@staff.example" }, question, one.id)).rejects.toMatchObject({
        code: "conflict",
      });
      const theirs = { ...question, name: `Theirs ${one.id}` };
      expect(await rename.once({ ...rep, id: "2" }, theirs, one.id)).toMatchObject({ data: theirs.name });
    });

    test("refuses the same key for another change", async () => {
      const { id: accountId } = await createAccount();
      const close = defineChange({
        permission: "account.close",
        input: Input,
        write: async (_tx, input) => ({ data: 1, audit: { ...entry(input), action: "account.close" } }),
      });
      const asked = { accountId, name: `Once ${accountId}`, reason };
      await rename.once(rep, asked, accountId);
      await expect(close.once(rep, asked, accountId)).rejects.toMatchObject({ code: "conflict" });
    });

    test("does not repeat a change that answers with nothing", async () => {
      const { id: accountId } = await createAccount();
      const change = defineChange({
        permission: "account.rename",
        input: Input,
        write: async (_tx, input) => ({ data: undefined, audit: entry(input) }),
      });
      const asked = { accountId, name: "Acme", reason };
      const first = await change.once(rep, asked, accountId);
      expect(await change.once(rep, asked, accountId)).toEqual(first);
      expect(await auditOf(accountId)).toHaveLength(1);
    });

    test("gives the key up when the change is refused or breaks", async () => {
      const { id: accountId } = await createAccount();
      const broken = { accountId, name: `Never ${accountId}`, reason };
      await expect(rename.once(rep, broken, accountId)).rejects.toThrow("Broken");
      const now = { ...broken, name: `Now ${accountId}` };
      expect(await rename.once(rep, now, accountId)).toMatchObject({ data: now.name });
    });

    test("refuses actors without permission, also where the answer is known", async () => {
      const { id: accountId } = await createAccount();
      const asked = { accountId, name: `Once ${accountId}`, reason };
      await rename.once(rep, asked, accountId);
      await expect(rename.once(support, asked, accountId)).rejects.toMatchObject({ code: "forbidden" });
    });
  });
});

describe("a ticket", () => {
  const rename = defineChange({
    permission: "account.rename",
    input: Input,
    write: async (_tx, { accountId, name }) => ({
      data: name,
      audit: { action: "account.rename", accountId, subjectKind: "account", subjectId: accountId, after: { name } },
    }),
  });

  test("is kept with the reason, and may be left out or blank", async () => {
    for (const [ticket, kept] of [
      ["https://desk.example/7", "https://desk.example/7"],
      ["", null],
      [undefined, null],
    ]) {
      const { id: accountId } = await createAccount();
      await rename(rep, { accountId, name: "Acme", reason, ticket: ticket ?? undefined });
      expect(await auditOf(accountId)).toMatchObject([{ reason, ticket: kept }]);
    }
  });

  test.each(["http://desk.example/7", "javascript:alert(1)", "desk 7", `https://desk.example/${"x".repeat(500)}`])(
    "is refused unless it is an https address of reasonable length: %s",
    async (ticket) => {
      const { id: accountId } = await createAccount();
      const refused = rename(rep, { accountId, name: "Acme", reason, ticket });
      await expect(refused).rejects.toMatchObject({ code: "invalid_input", fields: { ticket: [expect.any(String)] } });
      expect(await auditOf(accountId)).toEqual([]);
    },
  );
});

test("a draft needs no reason and leaves no entry in the audit log, so no change id leads to it", async () => {
  const draft = defineDraft({
    permission: "account.rename",
    input: Input,
    write: async (_tx, { name }) => name,
    tell: (name) => `Noted ${name}`,
  });
  const { id: accountId } = await createAccount();
  expect(await draft(rep, { accountId, name: "Acme" })).toEqual({
    data: "Acme",
    changeId: null,
    confirmation: { message: "Noted Acme", facts: [], viewHref: null, undoHref: null },
  });
  expect(await auditOf(accountId)).toEqual([]);
});

describe("a previewed change", () => {
  const [hold, write] = [vi.fn(), vi.fn()];
  const change = definePreviewedChange({
    permission: "account.rename",
    input: Input,
    hold: (reader, input) => hold(reader, input) ?? { accounts: [input.accountId] },
    async weigh(reader, { accountId, name }) {
      const { planSeatCount } = await getAccount(reader, accountId);
      const refusals: Record<string, object> = { Taken: { field: "name" }, Done: { hasNoEffect: true } };
      const refusal = name in refusals ? { message: "It is taken.", ...refusals[name] } : undefined;
      return { secret: planSeatCount, plan: { seats: planSeatCount, refusal } };
    },
    async write(_tx, input, { plan }) {
      write();
      return { data: plan.seats, audit: plan.refusal ? [] : entry(input) };
    },
  });
  const seen = (accountId: string, name = "Acme") => change.weigh(db, { accountId, name });

  beforeEach(() => {
    hold.mockReset();
  });

  test("happens as it was seen, and not when the plan moved", async () => {
    const { id: accountId } = await createAccount({ planSeatCount: 3 });
    const { plan, preview } = await seen(accountId);
    expect(plan).toEqual({ seats: 3 });
    expect(await change(rep, { accountId, name: "Acme", preview, reason })).toMatchObject({ data: 3 });
    await db.transaction((tx) => updateAccount(tx, accountId, { planSeatCount: 4 }));
    await expect(change(rep, { accountId, name: "Acme", preview, reason })).rejects.toMatchObject({
      code: "preview_changed",
      message: expect.stringContaining("have changed since this preview"),
      plan: { seats: 4 },
    });
    expect(await change(rep, { accountId, name: "Acme", preview: anyPreview, reason })).toMatchObject({ data: 4 });
    expect(write).toHaveBeenCalledTimes(2);
  });

  test("is refused at its field when the plan is, with or without a preview", async () => {
    const { id: accountId } = await createAccount();
    const { preview } = await seen(accountId, "Taken");
    for (const word of [preview, anyPreview]) {
      await expect(change(rep, { accountId, name: "Taken", preview: word, reason })).rejects.toMatchObject({
        code: "precondition_failed",
        fields: { name: ["It is taken."] },
      });
    }
    const { preview: before } = await seen(accountId);
    const refused = { code: "preview_changed", message: "It is taken." };
    await expect(change(rep, { accountId, name: "Taken", preview: before, reason })).rejects.toMatchObject(refused);
    expect(write).not.toHaveBeenCalled();
  });

  test("without effect answers a job emptily, and tells a person why", async () => {
    const { id: accountId } = await createAccount({ planSeatCount: 3 });
    const asked = { accountId, name: "Done", reason };
    expect(await change(rep, { ...asked, preview: anyPreview })).toEqual({
      data: 3,
      changeId: null,
      confirmation: { message: "Nothing changed", facts: [], viewHref: null, undoHref: null },
    });
    const { preview } = await seen(accountId, "Done");
    await expect(change(rep, { ...asked, preview })).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("starts over when it turns out to depend on more than it holds", async () => {
    const [one, two] = [await createAccount(), await createAccount()];
    let asked = 0;
    hold.mockImplementation(() => ({ accounts: ++asked === 1 ? [one.id] : [one.id, two.id] }));
    await change(rep, { accountId: one.id, name: "Acme", preview: anyPreview, reason });
    // Too little the first time, and more under lock; then all of it, twice.
    expect(asked).toBe(4);
  });

  test("holds organizations, then accounts, then people, in whatever order it names them", async () => {
    const account = await createAccount();
    const person = await createUser();
    const organization = await createOrganization(person.owners, { account });
    hold.mockImplementation(() => ({
      changedPeople: [person.id],
      accounts: [account.id],
      organizations: [organization.id],
    }));
    const isLocked = (table: "accounts" | "users", id: string | number) =>
      db.transaction(async (tx) => {
        const rows = await tx.execute(sql`select from ${sql.raw(table)} where id = ${id} for update skip locked`);
        return rows.length === 0;
      });
    /** What else the change holds while somebody else keeps this row from it. */
    async function heldWithout(table: "organizations" | "users", id: number) {
      const { making, held } = await db.transaction(async (tx) => {
        await tx.execute(sql`select from ${sql.raw(table)} where id = ${id} for update`);
        const making = change(rep, { accountId: account.id, name: "Acme", preview: anyPreview, reason });
        await somebodyWaits();
        const held = [
          await isLocked("accounts", account.id),
          table === "users" || (await isLocked("users", person.id)),
        ];
        return { making, held };
      });
      expect(await making).toMatchObject({ data: account.planSeatCount });
      return held;
    }
    expect(await heldWithout("organizations", organization.id)).toEqual([false, false]);
    expect(await heldWithout("users", person.id)).toEqual([true, true]);
  });
});
