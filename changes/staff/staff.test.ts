import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { getServerSession } from "next-auth";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { staff, staffSessions } from "@/db/schema/staff";
import { openSession, touchSession } from "@/db/sessions";
import type { Role } from "@/domain/permissions";
import { action } from "@/server/action";
import { findStaff } from "@/server/session";
import { signInAs } from "@/test/sign-in";
import { addStaff } from "./add-staff";
import { changeStaffRole } from "./change-staff-role";
import { forgetIdentity } from "./forget-identity";
import { removeStaff } from "./remove-staff";

const [add, changeRole] = [action(addStaff), action(changeStaffRole)];
const [forget, remove] = [action(forgetIdentity), action(removeStaff)];

const reason = "Asked by the team lead";
const newEmail = () => `${randomUUID()}@staff.example`;

async function createMember(role: Role, identity: { provider?: string; subject?: string } = {}) {
  const [member] = await db
    .insert(staff)
    .values({ email: newEmail(), role, ...identity })
    .returning();
  return member!;
}

async function reload({ id }: { id: string }) {
  const [member] = await db.select().from(staff).where(eq(staff.id, id));
  return member!;
}

async function auditOf({ id }: { id: string }) {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, "staff"), eq(auditLog.subjectId, id)));
}

/** Leaves these alone on the staff list, so that "the last admin" is known. */
async function leaveOnly(...members: { id: string }[]) {
  const everyone = await db.select().from(staff).where(isNull(staff.removedAt));
  for (const { id } of everyone.filter((one) => members.every((member) => member.id !== one.id))) {
    await db.update(staff).set({ removedAt: new Date() }).where(eq(staff.id, id));
  }
}

beforeEach(async () => {
  await signInAs("admin");
});

describe("add", () => {
  test("lets somebody sign in by their verified e-mail, whatever its case, and is audited", async () => {
    const admin = await signInAs("admin");
    const email = newEmail();
    const added = await add({ email, role: "support", reason });
    expect(added).toMatchObject({ ok: true });

    const id = added.ok ? added.data.id : "";
    expect(await auditOf({ id })).toMatchObject([
      { action: "staff.add", actor: admin.email, reason, before: null, after: { email, role: "support" } },
    ]);
    const verifiedEmails = [email.toUpperCase()];
    expect(await openSession({ provider: "github", subject: randomUUID(), verifiedEmails })).toBeTypeOf("string");
  });

  test("an e-mail that is on the list, in any case, is refused at its field", async () => {
    const { email } = await createMember("support");
    expect(await add({ email: email.toUpperCase(), role: "admin", reason })).toMatchObject({
      ok: false,
      error: { code: "conflict", fields: { email: ["This e-mail is already on the staff list."] } },
    });
  });

  test("somebody removed before can be added again", async () => {
    const member = await createMember("account_rep");
    expect(await remove({ staffId: member.id, reason })).toMatchObject({ ok: true });
    expect(await add({ email: member.email, role: "support", reason })).toMatchObject({ ok: true });
  });
});

describe("change role", () => {
  test("holds at the member's next request and is audited", async () => {
    const member = await createMember("support");
    const sessionId = await openSession({ provider: "oidc", subject: randomUUID(), verifiedEmails: [member.email] });
    expect(await changeRole({ staffId: member.id, role: "account_rep", reason })).toMatchObject({ ok: true });

    vi.mocked(getServerSession).mockResolvedValue({ id: sessionId });
    expect((await findStaff())?.staff.role).toBe("account_rep");
    expect(await auditOf(member)).toMatchObject([
      { action: "staff.change_role", reason, before: { role: "support" }, after: { role: "account_rep" } },
    ]);
  });

  test("to the role they have is refused at its field", async () => {
    const member = await createMember("support");
    expect(await changeRole({ staffId: member.id, role: "support", reason })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { role: ["They already have this role."] } },
    });
    expect(await auditOf(member)).toEqual([]);
  });

  test("the last admin keeps the role", async () => {
    const admin = await signInAs("admin");
    await leaveOnly(admin);
    expect(await changeRole({ staffId: admin.id, role: "support", reason })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed" },
    });
    expect(await reload(admin)).toMatchObject({ role: "admin" });
  });

  test("of somebody who is gone is refused", async () => {
    expect(await changeRole({ staffId: "nobody", role: "admin", reason })).toMatchObject({
      ok: false,
      error: { code: "not_found" },
    });
  });
});

describe("remove", () => {
  test("ends the member's sessions at once and is audited", async () => {
    const member = await createMember("account_rep");
    const sessionId = await openSession({ provider: "oidc", subject: randomUUID(), verifiedEmails: [member.email] });
    expect(await remove({ staffId: member.id, reason })).toMatchObject({ ok: true });

    vi.mocked(getServerSession).mockResolvedValue({ id: sessionId });
    expect(await findStaff()).toBeUndefined();
    expect(await auditOf(member)).toMatchObject([
      {
        action: "staff.remove",
        before: { email: member.email, role: "account_rep" },
        after: { email: member.email, role: null },
      },
    ]);
  });

  test("somebody who is added again starts without their old sessions", async () => {
    const member = await createMember("account_rep");
    const identity = { provider: "oidc", subject: randomUUID(), verifiedEmails: [member.email] };
    const [old, other] = [await openSession(identity), await openSession(identity)];
    expect(await remove({ staffId: member.id, reason })).toMatchObject({ ok: true });
    const added = await add({ email: member.email, role: "account_rep", reason });
    expect(added).toMatchObject({ ok: true });

    const opened = await openSession(identity);
    for (const [session, staffId] of [
      [old, undefined],
      [other, undefined],
      [opened, added.ok && added.data.id],
    ] as const) {
      expect((await touchSession(session!))?.id).toBe(staffId);
    }
    expect(await db.$count(staffSessions, inArray(staffSessions.id, [old!, other!]))).toBe(0);
  });

  test("an admin may remove themselves beside another, but never as the last", async () => {
    const other = await createMember("admin");
    const self = await signInAs("admin");
    await leaveOnly(self, other);
    expect(await remove({ staffId: other.id, reason })).toMatchObject({ ok: true });
    expect(await remove({ staffId: self.id, reason })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed" },
    });
    expect(await reload(self)).toMatchObject({ removedAt: null });

    await createMember("admin");
    expect(await remove({ staffId: self.id, reason })).toMatchObject({ ok: true });
  });

  test("two admins who remove each other at once: one stays", async () => {
    for (let round = 0; round < 5; round++) {
      const admins = [await createMember("admin"), await createMember("admin")] as const;
      await leaveOnly(...admins);
      for (const { email } of admins) {
        const id = await openSession({ provider: "oidc", subject: randomUUID(), verifiedEmails: [email] });
        vi.mocked(getServerSession).mockResolvedValueOnce({ id });
      }
      // Admins who are removed before their session is checked go to the sign-in page instead of being refused.
      const results = await Promise.allSettled(admins.toReversed().map(({ id }) => remove({ staffId: id, reason })));
      expect(results.filter((result) => result.status === "fulfilled" && result.value.ok)).toHaveLength(1);
      expect(await db.$count(staff, and(eq(staff.role, "admin"), isNull(staff.removedAt)))).toBe(1);
    }
  });
});

describe("allow a new identity", () => {
  test("lets another subject with the same e-mail in, ends open sessions and is audited", async () => {
    const member = await createMember("support");
    const verifiedEmails = [member.email];
    const sessionId = await openSession({ provider: "github", subject: randomUUID(), verifiedEmails });
    expect(await openSession({ provider: "github", subject: randomUUID(), verifiedEmails })).toBeUndefined();

    expect(await forget({ staffId: member.id, reason })).toMatchObject({ ok: true });
    expect(await openSession({ provider: "github", subject: randomUUID(), verifiedEmails })).toBeTypeOf("string");
    vi.mocked(getServerSession).mockResolvedValue({ id: sessionId });
    expect(await findStaff()).toBeUndefined();
    expect(await auditOf(member)).toMatchObject([
      { action: "staff.forget_identity", before: { signsInWith: "github" }, after: { signsInWith: null } },
    ]);
  });

  test("is refused where no identity is remembered", async () => {
    const member = await createMember("support");
    expect(await forget({ staffId: member.id, reason })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed" },
    });
  });
});

test.each(["account_rep", "support"] as const)(
  "%s is refused every change of staff, and nothing changes",
  async (role) => {
    const member = await createMember("support", { provider: "github", subject: randomUUID() });
    await signInAs(role);
    const email = newEmail();
    const refused = [
      await add({ email, role: "support", reason }),
      await changeRole({ staffId: member.id, role: "admin", reason }),
      await remove({ staffId: member.id, reason }),
      await forget({ staffId: member.id, reason }),
    ];
    for (const result of refused) expect(result).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await reload(member)).toEqual(member);
    expect(await db.$count(staff, eq(staff.email, email))).toBe(0);
  },
);
