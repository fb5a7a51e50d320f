import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { countAttach, peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { organizations } from "@/db/schema/organizations";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount, reloadAccount } from "@/test/factories";
import { importRosters } from "./import-rosters";

// biome-ignore lint/style/noProcessEnv: the folder is this test's alone, nothing of the product reads it
const folder = process.env.ROSTERS_DIR;

test.skipIf(!folder)(
  `etcd-io as the last of the Kubernetes organizations brings 14 new seats and 44 overlapping people${folder ? "" : " (skipped: ROSTERS_DIR is not set)"}`,
  async () => {
    const files = (await readdir(folder!)).map((name) => path.join(folder!, name, "org.yaml"));
    const rosters = await readRosters(
      await Promise.all(files.map(async (file) => ({ path: file, content: await readFile(file) }))),
    );
    const options = { activate: "all", allowShrink: false, reason: "Import of Kubernetes" } as const;
    const actor = { kind: "cli", user: "tester" } as const;
    const { outcome } = await importRosters(actor, { rosters, ...options });
    const idsOf = (isChosen: (login: string) => boolean) =>
      outcome.organizations.filter(({ login }) => isChosen(login)).map(({ organizationId }) => organizationId);
    const account = await createAccount({ planSeatCount: 1_509 });
    const all = await countAttach(
      db,
      account.id,
      idsOf(() => true),
    );
    expect(all).toMatchObject({ newSeats: 1_509, overlappingPeople: 969 });

    const others = idsOf((login) => login !== "etcd-io");
    await db.transaction(async (tx) => {
      await tx
        .update(organizations)
        .set({ accountId: account.id, attachedAt: sql`now()` })
        .where(inArray(organizations.id, others));
      await updateLedger(tx, [account.id], peopleInOrganizations(others));
    });
    const last = await countAttach(
      db,
      account.id,
      idsOf((login) => login === "etcd-io"),
    );
    expect(last).toMatchObject({ newSeats: 14, overlappingPeople: 44, usedAfter: 1_509 });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 1_495 });
    expect(await listSeatDrift(db)).toEqual([]);
  },
);
