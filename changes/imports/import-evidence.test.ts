import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { listEvidenceOf } from "@/db/queries/suggestions/suggested-joins";
import { evidence } from "@/db/schema/evidence";
import { organizations } from "@/db/schema/organizations";
import { owners } from "@/db/schema/people";
import { readRosters } from "@/server/rosters/read-rosters";
import { createUser, unique } from "@/test/factories";
import { importRosters } from "./import-rosters";

const actor = { kind: "cli", user: "tester" } as const;

/** Imports rosters of one member each, who has this evidence. */
async function run(...rosters: { organization: string; login: string; email?: string; saml?: string }[]) {
  const files = rosters.map(({ organization, login, email = "", saml = "" }) => ({
    path: `${organization}.csv`,
    content: Buffer.from(`organization,login,verified_email,saml_name_id\n${organization},${login},${email},${saml}\n`),
  }));
  const options = { activate: "none", allowShrink: false, reason: "Import" } as const;
  return importRosters(actor, { rosters: await readRosters(files), ...options });
}

/** What is stored about a login, and which organization said it. */
async function knownOf(login: string): Promise<string[]> {
  const rows = await db
    .select({ value: evidence.value, organization: organizations.login })
    .from(evidence)
    .innerJoin(owners, eq(owners.id, evidence.ownerId))
    .leftJoin(organizations, eq(organizations.id, evidence.organizationId))
    .where(eq(owners.login, login));
  return rows.map(({ value, organization }) => `${organization}: ${value}`).sort();
}

test("S12: a roster replaces only what its own organization said", async () => {
  const [one, two, login] = [`one-${unique()}`, `two-${unique()}`, unique()];
  await run({ organization: one, login, email: "ann@one.example", saml: "ann" });
  await run({ organization: two, login, email: "ann@two.example" });
  const both = [`${one}: ann`, `${one}: ann@one.example`, `${two}: ann@two.example`];
  expect(await knownOf(login)).toEqual(both);

  await run({ organization: one, login, email: "lee@one.example" });
  expect(await knownOf(login)).toEqual([`${one}: ann`, `${one}: lee@one.example`, `${two}: ann@two.example`]);
});

test("a roster that says nothing, or the same in another case, changes nothing", async () => {
  const [organization, login] = [`one-${unique()}`, unique()];
  await run({ organization, login, email: "ann@one.example" });
  for (const email of ["", "ANN@one.example"]) {
    const { outcome } = await run({ organization, login, email });
    expect(outcome.organizations).toMatchObject([{ peopleUpdated: 0 }]);
  }
  expect(await knownOf(login)).toEqual([`${organization}: ann@one.example`]);
});

test("logins match by what any two organizations said", async () => {
  const [one, two, login] = [`one-${unique()}`, `two-${unique()}`, unique()];
  const shared = `${unique()}@fernhollow.example`;
  await run({ organization: one, login, email: "ann@one.example" });
  await run({ organization: two, login, email: shared });
  const twin = await createUser({ verifiedEmail: shared.toUpperCase() });
  expect(await listEvidenceOf(db, twin.id)).toMatchObject([{ evidence: ["verified_email"] }]);
});
