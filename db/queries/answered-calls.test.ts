import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { confirmationOf } from "@/domain/confirmation";
import { db } from "../client";
import { answeredCalls } from "../schema/answered-calls";
import { daysKept, deleteOldCalls, findAnswer, insertCall, updateAnswer } from "./answered-calls";

const actor = { kind: "token", id: "7", name: "billing", scopes: [] } as const;
const answer = { data: "done", changeId: null, confirmation: confirmationOf("", []) };

test("an answer is kept for 30 days, then forgotten", async () => {
  const call = { actor, key: crypto.randomUUID(), asked: "{}" };
  await db.transaction(async (tx) => {
    expect(await insertCall(tx, call)).toBeUndefined();
    await updateAnswer(tx, call, answer);
  });
  expect(daysKept).toBe(30);
  const [{ at } = { at: new Date(0) }] = await db.select().from(answeredCalls).where(eq(answeredCalls.key, call.key));
  const later = (days: number) => new Date(at.getTime() + days * 24 * 60 * 60 * 1000 + 1);

  await db.transaction((tx) => deleteOldCalls(tx, later(29)));
  expect(await findAnswer(db, call)).toEqual(answer);
  expect(await db.transaction((tx) => deleteOldCalls(tx, later(30)))).toBeGreaterThan(0);
  expect(await findAnswer(db, call)).toBeUndefined();
});

test("the key of an answered call is never taken twice", async () => {
  const call = { actor, key: crypto.randomUUID(), asked: "{}" };
  await db.transaction(async (tx) => {
    await insertCall(tx, call);
    await updateAnswer(tx, call, answer);
    expect(await insertCall(tx, call)).toEqual(answer);
    await expect(insertCall(tx, { ...call, asked: "[]" })).rejects.toMatchObject({ code: "conflict" });
  });
});
