import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { importRosters } from "@/changes/imports/import-rosters";
import { db } from "@/db/client";
import { organizations } from "@/db/schema/organizations";
import { degreesOf, overlappingIn, pairsOf, peopleIn, setsOf } from "@/domain/combinations";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount } from "@/test/factories";
import { listCombinations, listPeopleBehind } from "./overlap";
import { peopleInOrganizations, updateLedger } from "./seats";

// biome-ignore lint/style/noProcessEnv: the folder is this test's alone, nothing of the product reads it
const folder = process.env.ROSTERS_DIR;

test.skipIf(!folder)(
  `the Kubernetes organizations overlap as they were counted apart from this project${folder ? "" : " (skipped: ROSTERS_DIR is not set)"}`,
  async () => {
    const files = (await readdir(folder!)).map((name) => path.join(folder!, name, "org.yaml"));
    const rosters = await readRosters(
      await Promise.all(files.map(async (file) => ({ path: file, content: await readFile(file) }))),
    );
    const { outcome } = await importRosters(
      { kind: "cli", user: "tester" },
      { rosters, activate: "all", allowShrink: false, reason: "Import of Kubernetes" },
    );
    const account = await createAccount({ planSeatCount: 1_509 });
    const ids = outcome.organizations.map(({ organizationId }) => organizationId);
    await db.transaction(async (tx) => {
      const attached = { accountId: account.id, attachedAt: sql`now()` };
      await tx.update(organizations).set(attached).where(inArray(organizations.id, ids));
      await updateLedger(tx, [account.id], peopleInOrganizations(ids));
    });

    const loginOf = new Map(outcome.organizations.map(({ organizationId, login }) => [organizationId, login]));
    const named = (organizationIds: readonly number[]) =>
      organizationIds
        .map((id) => loginOf.get(id))
        .sort()
        .join(" + ");
    const combinations = await listCombinations(db, account.id);
    expect(combinations.slice(0, 4).map(({ organizationIds, people }) => [named(organizationIds), people])).toEqual([
      ["kubernetes + kubernetes-sigs", 827],
      ["kubernetes", 313],
      ["kubernetes-sigs", 198],
      ["kubernetes + kubernetes-csi + kubernetes-sigs", 48],
    ]);
    expect(degreesOf(combinations).map(({ people }) => people)).toEqual([540, 856, 84, 14, 4, 1, 0, 10]);
    expect(degreesOf(combinations).reduce((sum, { doubleCounted }) => sum + doubleCounted, 0)).toBe(1_157);
    expect([peopleIn(combinations), overlappingIn(combinations)]).toEqual([1_509, 969]);
    expect(
      Object.fromEntries(setsOf(combinations, ids).map((set) => [loginOf.get(set.organizationId), set.people])),
    ).toEqual({
      kubernetes: 1_276,
      "kubernetes-sigs": 1_144,
      "kubernetes-csi": 94,
      "etcd-io": 58,
      "kubernetes-client": 51,
      "kubernetes-nightly": 23,
      "kubernetes-retired": 10,
      "kubernetes-incubator": 10,
    });

    for (const { organizationIds, people } of combinations) {
      const chosen = { kind: "exact" as const, organizationIds: [...organizationIds] };
      expect((await listPeopleBehind(db, account.id, chosen, { page: 1 })).total).toBe(people);
    }
    for (const { organizationIds, people } of pairsOf(combinations)) {
      const chosen = { kind: "pair" as const, organizationIds };
      expect((await listPeopleBehind(db, account.id, chosen, { page: 1 })).total).toBe(people);
    }
  },
);
