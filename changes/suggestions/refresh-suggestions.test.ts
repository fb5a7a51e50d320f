import { expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listSuggestedOrganizations } from "@/db/queries/suggestions/organization-suggestions";
import { findSuggestionRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import { auditLog } from "@/db/schema/audit-log";
import { action } from "@/server/action";
import { refresh } from "@/server/suggestions/refresh-suggestions";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import * as changes from "./refresh-suggestions";

const refreshSuggestions = action(changes.refreshSuggestions);

async function createShared() {
  const account = await createAccount({ planSeatCount: 5 });
  const { owners } = await createUser();
  await createOrganization(owners, { account });
  await createOrganization(owners);
  return account;
}

const countSuggested = async ({ id }: { id: string }) => (await listSuggestedOrganizations(db, id, 1)).total;

test("a rep refreshes suggestions, which changes no seat and leaves no audit row", async () => {
  const account = await createShared();
  const auditRows = await db.$count(auditLog);
  await signInAs("account_rep");
  expect(await refreshSuggestions({})).toMatchObject({ ok: true, data: undefined, changeId: null });
  expect(await countSuggested(account)).toBe(1);
  expect(await db.$count(auditLog)).toBe(auditRows);
  expect(await listSeatDrift(db)).toEqual([]);
});

test("support is refused, and nothing changes", async () => {
  const account = await createShared();
  const before = await findSuggestionRefresh(db);
  await signInAs("support");
  expect(await refreshSuggestions({})).toMatchObject({ ok: false, error: { code: "forbidden" } });
  expect(await findSuggestionRefresh(db)).toEqual(before);
  expect(await countSuggested(account)).toBe(0);
});

test("while a refresh is under way another is refused in words", async () => {
  await signInAs("admin");
  await db.transaction(async (tx) => {
    await refresh(tx);
    const refused = {
      code: "conflict",
      message: "Suggestions are already being refreshed. Reload the page in a moment.",
    };
    expect(await refreshSuggestions({})).toMatchObject({ ok: false, error: refused });
  });
});
