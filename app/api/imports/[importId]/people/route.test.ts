import { beforeEach, describe, expect, test } from "vitest";
import { confirmImport } from "@/changes/imports/confirm-import";
import { planImport } from "@/changes/imports/plan-import";
import { db } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { importPeople } from "@/db/schema/imports";
import { firstPeople } from "@/domain/import-people";
import { previewOf } from "@/domain/preview";
import { action } from "@/server/action";
import { createOrganization, createUser, unique } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { file, stage } from "@/test/upload";
import { GET } from "./route";

function download(importId: number | string, query = "", method = "GET") {
  const request = new Request(`http://localhost/api/imports/${importId}/people${query}`, { method });
  return GET(request, { params: Promise.resolve({ importId: String(importId) }) });
}

async function lines(importId: number, query?: string) {
  return (await (await download(importId, query)).text()).trimEnd().split("\n");
}

const header = "filter,organization,change,login,detail";

async function confirm(importId: number) {
  const { preview } = (await findImport(db, importId))!;
  if (!preview || "refusal" in preview) throw new Error("There is no preview.");
  const result = await action(confirmImport)({
    importId,
    preview: previewOf(planImport(preview.outcome)),
    reason: "Import",
  });
  expect(result).toMatchObject({ ok: true });
}

/** Ann leaves acme, and as many join as asked. */
async function stageAcme(newcomers: number) {
  const mark = unique();
  const ann = await createUser({ login: `ann-${mark}` });
  const acme = await createOrganization(ann.owners, { login: `acme-${mark}` });
  const names = Array.from({ length: newcomers }, (_, index) => `m${String(index).padStart(4, "0")}-${mark}`);
  const importId = await stage([file(`${acme.login}.csv`, ["login", ...names, ""].join("\n"))]);
  return { importId, acme, ann: ann.owners[0]!.login!, names };
}

beforeEach(async () => {
  await signInAs("account_rep");
});

describe("the people of an import as CSV", () => {
  test("are counted again while it waits, more than the page shows, and nothing changes", async () => {
    const { importId, acme, ann, names } = await stageAcme(firstPeople + 1);
    await signInAs("support");
    const response = await download(importId, `?show=added&organization=${acme.login}`);
    expect(response.headers.get("content-disposition")).toContain(
      `filename="Added-${acme.login}-of-import-${importId}.csv"`,
    );
    const filter = `Added ${acme.login} of import ${importId}`;
    expect((await response.text()).trimEnd().split("\n")).toEqual([
      header,
      ...names.map((login) => `${filter},${acme.login},added,${login},member`),
    ]);
    expect(await lines(importId)).toEqual([
      header,
      ...names.map((login) => `People of import ${importId},${acme.login},added,${login},member`),
      `People of import ${importId},${acme.login},removed,${ann},`,
    ]);
    expect(await findImport(db, importId)).toMatchObject({ status: "staged" });
  });

  test("are its rows once it is done, each once, in more than one batch", async () => {
    const { importId, acme, ann } = await stageAcme(1_001);
    await confirm(importId);
    const all = await lines(importId, "?show=added");
    expect(new Set(all).size).toBe(1 + 1_001);
    expect(await lines(importId, `?show=added&organization=${acme.login}`)).toHaveLength(1 + 1_001);
    expect(await lines(importId)).toHaveLength(1 + 1_002);
    expect(await lines(importId, `?show=removed&organization=${acme.login}`)).toEqual([
      header,
      `Removed ${acme.login} of import ${importId},${acme.login},removed,${ann},`,
    ]);
    expect(await lines(importId, "?show=removed&organization=elsewhere")).toEqual([header]);
  });

  test("are text to a spreadsheet", async () => {
    const { importId } = await stageAcme(1);
    await confirm(importId);
    await db
      .insert(importPeople)
      .values({ importId, organization: "=acme", kind: "renamed", login: "+a", detail: "@b" });
    expect((await lines(importId, "?show=renamed"))[1]).toMatch(/,'=acme,renamed,'\+a,'@b$/);
  });

  test("say why they cannot be counted again", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => createUser()));
    const { login } = await createOrganization(people.flatMap(({ owners }) => owners));
    const importId = await stage([file(`${login}.csv`, "login\nann\n")]);
    const response = await download(importId);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining("more than half") });
  });

  test.each(["0", "abc", "999999999"])("of import %s are not found", async (importId) => {
    expect((await download(importId)).status).toBe(404);
  });

  test("are not counted for a HEAD", async () => {
    const { importId } = await stageAcme(1);
    const response = await download(importId, "", "HEAD");
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});
