import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "./client";
import { staff, staffSessions } from "./schema/staff";
import { closeSession, deleteExpiredSessions, openSession, touchSession } from "./sessions";

async function createStaff(facts: Partial<typeof staff.$inferInsert> = {}) {
  const email = `${randomUUID()}@Staff.example`;
  const [member] = await db
    .insert(staff)
    .values({ email, role: "support", ...facts })
    .returning();
  return member!;
}

const identity = () => ({ provider: "github", subject: randomUUID() });

async function age(sessionId: string, column: "createdAt" | "lastSeenAt", interval: string) {
  const past = sql`now() - ${interval}::interval`;
  await db
    .update(staffSessions)
    .set({ [column]: past })
    .where(eq(staffSessions.id, sessionId));
}

test("only an e-mail on the staff list opens a session, whatever its case", async () => {
  const { id, email } = await createStaff();
  const session = await openSession({ ...identity(), verifiedEmails: ["other@example.com", email.toUpperCase()] });
  expect(await touchSession(session!)).toMatchObject({ id, role: "support" });
  expect(await openSession({ ...identity(), verifiedEmails: ["other@example.com"] })).toBeUndefined();
  expect(await openSession({ ...identity(), verifiedEmails: [] })).toBeUndefined();
});

test("a second subject with the same e-mail is refused, and the first still signs in", async () => {
  const { email } = await createStaff();
  const first = identity();
  expect(await openSession({ ...first, verifiedEmails: [email] })).toBeDefined();
  expect(await openSession({ ...identity(), verifiedEmails: [email] })).toBeUndefined();
  expect(await openSession({ ...first, verifiedEmails: [email] })).toBeDefined();
});

test("a subject that is one member's identity does not become another's", async () => {
  const [first, second] = [await createStaff(), await createStaff()];
  const subject = identity();
  await openSession({ ...subject, verifiedEmails: [first.email] });
  expect(await openSession({ ...subject, verifiedEmails: [second.email] })).toBeUndefined();
  const both = await openSession({ ...subject, verifiedEmails: [second.email, first.email] });
  expect(await touchSession(both!)).toMatchObject({ id: first.id });
});

test("a removed member is refused, and their open session ends", async () => {
  const { id, email } = await createStaff();
  const session = await openSession({ ...identity(), verifiedEmails: [email] });
  await db.update(staff).set({ removedAt: new Date() }).where(eq(staff.id, id));
  expect(await touchSession(session!)).toBeUndefined();
  expect(await openSession({ ...identity(), verifiedEmails: [email] })).toBeUndefined();
});

test("a changed role holds at the next request", async () => {
  const { id, email } = await createStaff();
  const session = await openSession({ ...identity(), verifiedEmails: [email] });
  await db.update(staff).set({ role: "admin" }).where(eq(staff.id, id));
  expect(await touchSession(session!)).toMatchObject({ role: "admin" });
});

test("a session ends after 12 hours, after an hour without a request, and at sign-out", async () => {
  const { email } = await createStaff();
  const subject = identity();
  const [old, idle, closed] = await Promise.all(
    [1, 2, 3].map(() => openSession({ ...subject, verifiedEmails: [email] })),
  );
  await age(old!, "createdAt", "12 hours 1 minute");
  await age(idle!, "lastSeenAt", "61 minutes");
  await closeSession(closed!);
  for (const session of [old, idle, closed]) expect(await touchSession(session!)).toBeUndefined();
  expect(await touchSession(randomUUID())).toBeUndefined();
});

test("a request keeps a session from going idle", async () => {
  const { email } = await createStaff();
  const session = await openSession({ ...identity(), verifiedEmails: [email] });
  await age(session!, "lastSeenAt", "59 minutes");
  expect(await touchSession(session!)).toBeDefined();
  const [row] = await db.select().from(staffSessions).where(eq(staffSessions.id, session!));
  expect(Date.now() - row!.lastSeenAt.getTime()).toBeLessThan(60_000);
});

test("sessions that are open no longer are deleted, so many at a time, and the others stay", async () => {
  const [member, removed] = [await createStaff(), await createStaff()];
  const subject = identity();
  const open = () => openSession({ ...subject, verifiedEmails: [member.email] });
  const [old, idle, live] = [await open(), await open(), await open()];
  await age(old!, "createdAt", "12 hours 1 minute");
  await age(idle!, "lastSeenAt", "61 minutes");
  const orphaned = await openSession({ ...identity(), verifiedEmails: [removed.email] });
  await db.update(staff).set({ removedAt: new Date() }).where(eq(staff.id, removed.id));

  const deleted = [];
  do deleted.push(await deleteExpiredSessions(2));
  while (deleted.at(-1) === 2);
  expect(Math.max(...deleted)).toBeLessThanOrEqual(2);
  const sessionIds = (await db.select({ id: staffSessions.id }).from(staffSessions)).map(({ id }) => id);
  expect(sessionIds).toContain(live);
  for (const gone of [old, idle, orphaned]) expect(sessionIds).not.toContain(gone);
  expect(await touchSession(live!)).toMatchObject({ id: member.id });
});

test("when somebody was last seen is remembered without their session", async () => {
  const { id, email } = await createStaff();
  const lastSeen = async () => (await db.select().from(staff).where(eq(staff.id, id)))[0]!.lastSeenAt;
  expect(await lastSeen()).toBeNull();
  const session = await openSession({ ...identity(), verifiedEmails: [email] });
  await db
    .update(staff)
    .set({ lastSeenAt: new Date(0) })
    .where(eq(staff.id, id));
  await age(session!, "lastSeenAt", "2 minutes");
  await touchSession(session!);
  await closeSession(session!);
  expect(Date.now() - (await lastSeen())!.getTime()).toBeLessThan(60_000);
});

const lookalikes = [
  ["\u212a", "k"],
  ["\u017f", "s"],
] as const;

test.each(lookalikes)(
  "an e-mail with %j is not that with %j, though Unicode says that they are one",
  async (lookalike, letter) => {
    const [local, domain] = [randomUUID(), "staff.example"];
    await createStaff({ email: `${letter}${local}@${domain}` });
    const forged = `${lookalike}${local}@${domain}`;
    for (const email of [forged, `${letter}${local}@${domain.replace("s", "\u017f")}`]) {
      expect(await openSession({ ...identity(), verifiedEmails: [email] })).toBeUndefined();
    }
    expect(
      await openSession({ ...identity(), verifiedEmails: [`${letter}${local}@${domain}`.toUpperCase()] }),
    ).toBeDefined();
  },
);

test("the database takes no staff e-mail in more than ASCII", async () => {
  const refused = { cause: { constraint_name: "staff_email_check" } };
  await expect(createStaff({ email: `ann-${randomUUID()}@\u212aelvin.example` })).rejects.toMatchObject(refused);
});

test.each(["a\0b@staff.example", "\ud800@staff.example", ""])(
  "a verified e-mail that is not an e-mail opens nothing: %j",
  async (email) => {
    expect(await openSession({ ...identity(), verifiedEmails: [email] })).toBeUndefined();
  },
);
