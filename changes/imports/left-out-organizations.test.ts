import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { imports } from "@/db/schema/imports";
import { memberships } from "@/db/schema/memberships";
import { owners } from "@/db/schema/people";
import { previewOf } from "@/domain/preview";
import { action } from "@/server/action";
import { createOrganization, createUser, unique } from "@/test/factories";
import { somebodyWaits } from "@/test/locks";
import { signInAs } from "@/test/sign-in";
import { file, stage } from "@/test/upload";
import { confirmImport } from "./confirm-import";
import { planImport } from "./plan-import";
import { previewImport } from "./preview-import";

const preview = action(previewImport);

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

/** Acme's roster would remove 20 members and says that Ann is a student; beta's brings Ann. */
async function stageTwo() {
  const people = await Promise.all(Array.from({ length: 20 }, () => createUser()));
  const acme = await createOrganization(people.flatMap((person) => person.owners));
  const beta = await createOrganization();
  const ann = `ann-${unique()}`;
  const rows = ["organization,login,student", `${acme.login},${ann},true`, `${beta.login},${ann},`];
  return { importId: await stage([file("two.csv", `${rows.join("\n")}\n`)]), acme, beta, ann };
}

async function previewed(importId: number) {
  const { preview } = (await findImport(db, importId))!;
  if (!preview || "refusal" in preview) throw new Error(`There is no preview: ${preview?.refusal}`);
  return preview.outcome;
}

async function confirm(importId: number) {
  const word = previewOf(planImport(await previewed(importId)));
  return action(confirmImport)({ importId, preview: word, reason: "Import" });
}

const membersOf = ({ id }: { id: number }) => db.$count(memberships, eq(memberships.organizationId, id));

describe("an organization that is left out of a waiting import", () => {
  test("is named by the refusal of its roster, and without it the others are imported", async () => {
    const { importId, acme, beta, ann } = await stageTwo();
    expect((await findImport(db, importId))!.preview).toMatchObject({ organizations: [acme.login] });

    expect(await preview({ importId, leftOut: [acme.login.toUpperCase()] })).toMatchObject({ ok: true });
    expect((await previewed(importId)).organizations).toMatchObject([{ login: beta.login, added: 1 }]);
    expect(await preview({ importId })).toMatchObject({ ok: true });
    expect(await confirm(importId)).toMatchObject({ ok: true, data: { organizations: 1 } });
    expect([await membersOf(acme), await membersOf(beta)]).toEqual([20, 1]);
    const [owner] = await db.select().from(owners).where(eq(owners.login, ann));
    expect(owner).toMatchObject({ isStudentByImport: null });
  });

  test("comes back in, and its roster is refused again", async () => {
    const { importId, acme } = await stageTwo();
    await preview({ importId, leftOut: [acme.login] });
    await preview({ importId, leftOut: [] });
    expect(await findImport(db, importId)).toMatchObject({ leftOut: [], preview: { organizations: [acme.login] } });
  });

  test("is never the last", async () => {
    const { importId, acme, beta } = await stageTwo();
    expect(await preview({ importId, leftOut: [acme.login, beta.login] })).toMatchObject({
      ok: false,
      error: { code: "conflict", message: expect.stringContaining("Discard it") },
    });
    expect(await findImport(db, importId)).toMatchObject({ leftOut: [] });
  });

  test("is not left out by support", async () => {
    const { importId, acme } = await stageTwo();
    await signInAs("support");
    expect(await preview({ importId, leftOut: [acme.login] })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    expect(await findImport(db, importId)).toMatchObject({ leftOut: [] });
  });
});

test("S17: an import is not confirmed once another person has changed what it leaves out", async () => {
  const { importId, acme, beta } = await stageTwo();
  await preview({ importId, leftOut: [acme.login] });
  const isIt = eq(imports.id, importId);
  const { confirming } = await db.transaction(async (tx) => {
    await tx.select({ id: imports.id }).from(imports).where(isIt).for("update");
    const confirming = confirm(importId);
    await somebodyWaits();
    await tx.update(imports).set({ leftOut: [] }).where(isIt);
    return { confirming };
  });
  expect(await confirming).toMatchObject({
    ok: false,
    error: { code: "conflict", message: expect.stringContaining("changed what is left out") },
  });
  expect([await membersOf(acme), await membersOf(beta)]).toEqual([20, 0]);
});
