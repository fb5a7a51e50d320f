import { eq, isNull } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/db/client";
import { knownPeople, users } from "@/db/schema/people";
import { createUser } from "@/test/factories";
import { countKnownPeople, foldKnownPeople } from "./known-people";

const countEverybody = () => db.$count(users, isNull(users.mergedIntoId));

beforeEach(async () => {
  await createUser();
});

test("everybody is counted once, as they come in numbers, are merged into others, come back and are deleted", async () => {
  const before = await countKnownPeople(db);
  expect(before).toBe(await countEverybody());
  const made = await db
    .insert(users)
    .values([{ name: "One" }, { name: "Two" }, { name: "Three" }])
    .returning();
  expect(await countKnownPeople(db)).toBe(before + 3);
  const [one, two, three] = made.map(({ id }) => id);
  const merge = (id: number, mergedIntoId: number | null) =>
    db.update(users).set({ mergedIntoId }).where(eq(users.id, id));
  await merge(one!, two!);
  expect(await countKnownPeople(db)).toBe(before + 2);
  await merge(one!, three!);
  expect(await countKnownPeople(db)).toBe(before + 2);
  await merge(one!, null);
  await db.delete(users).where(eq(users.id, three!));
  expect(await countKnownPeople(db)).toBe(before + 2);
  expect(await countKnownPeople(db)).toBe(await countEverybody());
});

test("what is undone was never counted", async () => {
  const before = await countKnownPeople(db);
  const undone = db.transaction(async (tx) => {
    await tx.insert(users).values({ name: "Nobody" });
    expect(await countKnownPeople(tx)).toBe(before + 1);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await countKnownPeople(db)).toBe(before);
});

test("folding leaves the sum, and loses nobody who comes meanwhile", async () => {
  const before = await countKnownPeople(db);
  await db.transaction(async (tx) => {
    await foldKnownPeople(tx);
    await createUser();
    await createUser();
  });
  expect(await countKnownPeople(db)).toBe(before + 2);
  expect(await db.$count(knownPeople)).toBe(3);
  await db.transaction(foldKnownPeople);
  expect(await db.$count(knownPeople)).toBe(1);
  expect(await countKnownPeople(db)).toBe(await countEverybody());
});
