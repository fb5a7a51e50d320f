import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { createAccount } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET as getOfAccount } from "../accounts/[accountId]/audit-log/route";
import { GET } from "./route";

const get = (query: string) => GET(new NextRequest(`http://localhost/api/audit-log?${query}`));

async function record(accountId: string, reason: string) {
  await db.insert(auditLog).values({
    ...{ changeId: randomUUID(), action: "seats.change", actor: "rep@staff.example", accountId },
    ...{ subjectKind: "account", subjectId: accountId, reason, ticket: "https://desk.example/7" },
    ...{ before: { usedSeats: 3 }, after: { usedSeats: 5 } },
  });
}

test("support downloads the entries that the filters find, with tickets, and actions and facts in words", async () => {
  await signInAs("support");
  const account = await createAccount();
  const word = randomUUID();
  await record(account.id, `=${word}`);
  await record(account.id, "Something else");
  const response = await get(`q=${word}`);
  expect(response.headers.get("content-type")).toContain("text/csv");
  const [header, ...lines] = (await response.text()).trimEnd().split("\n");
  expect(header).toBe("at,change,who,action,action_id,account,subject_kind,subject_id,subject,reason,ticket,changed");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(
    `,rep@staff.example,Changed seat plan,seats.change,${account.name},account,${account.id},${account.name},'=${word},https://desk.example/7,used seats: 3 → 5`,
  );
});

test("an account's log has its own entries alone, and the signed out get none", async () => {
  await signInAs("support");
  const [account, other] = [await createAccount(), await createAccount()];
  await record(account.id, "Ours");
  await record(other.id, "Theirs");
  const ofAccount = () =>
    getOfAccount(new NextRequest(`http://localhost/api/accounts/${account.id}/audit-log`), {
      params: Promise.resolve({ accountId: account.id }),
    });
  const text = await (await ofAccount()).text();
  expect(text).toContain("Ours");
  expect(text).not.toContain("Theirs");
  signOut();
  expect((await ofAccount()).status).toBe(401);
  expect((await get("")).status).toBe(401);
});
