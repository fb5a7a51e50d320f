import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { findImport, listImportFiles } from "@/db/queries/imports";
import { imports } from "@/db/schema/imports";
import { organizations } from "@/db/schema/organizations";
import { uploadLimit } from "@/domain/front-door.mjs";
import { signInAs, signOut } from "@/test/sign-in";
import { bodyOf, file, stage, upload } from "@/test/upload";

const newLogin = () => `org-${randomUUID().slice(0, 8)}`;
const importCount = () => db.$count(imports);

async function expectRefused(body: BodyInit, status: number, answer: object) {
  const before = await importCount();
  const response = await upload(body);
  expect(await response.json()).toMatchObject(answer);
  expect(response.status).toBe(status);
  expect(await importCount()).toBe(before);
}

/** A body of which is known how much was taken. */
function counted(parts: Iterable<string>) {
  const state = { taken: 0 };
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { value, done } = iterator.next();
        if (done) return controller.close();
        state.taken += value.length;
        controller.enqueue(encoder.encode(value));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, state };
}

function* endless(first: string) {
  yield first;
  while (true) yield "x".repeat(1000);
}

beforeEach(async () => {
  await signInAs("account_rep");
});

describe("an upload of rosters", () => {
  test("stores the files and changes nothing else", async () => {
    const rep = await signInAs("account_rep");
    const [login, other] = [newLogin(), newLogin()];
    const files = [file(`${login}.csv`, "login\nann\nbo\n", login), file("org.yaml", "members: [ann]\n", other)];
    const importId = await stage(files, { activate: "all", allowShrink: true });

    expect(await findImport(db, importId)).toMatchObject({
      status: "staged",
      actor: rep.email,
      activate: "all",
      isShrinkAllowed: true,
      files: [
        { path: `${login}.csv`, size: 13 },
        { path: "org.yaml", size: 15 },
      ],
      result: null,
      finishedAt: null,
    });
    const stored = await listImportFiles(db, importId);
    expect(stored.map(({ content }) => Buffer.from(content).toString())).toEqual(
      expect.arrayContaining(["login\nann\nbo\n", "members: [ann]\n"]),
    );
    expect(stored.map(({ organization }) => organization)).toEqual(expect.arrayContaining([login, other]));
    expect(await db.$count(organizations, eq(organizations.login, login))).toBe(0);
  });

  test("is the same however it is cut", async () => {
    const login = newLogin();
    const text = await bodyOf([file(`${login}.csv`, "login\nann\n", login)]).text();
    const response = await upload(counted(text).body);
    const [stored] = await listImportFiles(db, (await response.json()).importId);
    expect(Buffer.from(stored!.content).toString()).toBe("login\nann\n");
  });

  test("answers with the headers of every other answer", async () => {
    const { headers } = await upload(bodyOf([]));
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
  });

  test("that cannot be read is refused with file and line, and nothing is stored", async () => {
    const files = [file("acme.csv", "login\nann\n", "acme"), file("web.csv", "login\nann\nnot a login\n", "web")];
    await expectRefused(bodyOf(files), 400, { code: "invalid_input", error: expect.stringMatching(/^web\.csv:3: /) });
  });

  test("of a file that does not say its organization is refused at its field", async () => {
    await expectRefused(bodyOf([file("org.yaml", "members: [ann]\n")]), 400, {
      fields: { "organization of org.yaml": [expect.any(String)] },
    });
  });

  test("whose rows do not say who is activated is refused at Activate, with their number, until someone chooses", async () => {
    const csv = "login,activated\nann,true\nbo,\ncy,\n";
    const files = [file(`${newLogin()}.csv`, csv)];
    const refusal = "2 memberships do not say whether they are activated. Choose None or All.";
    await expectRefused(withoutChoice(files), 400, { code: "invalid_input", fields: { activate: [refusal] } });
    for (const activate of ["none", "all"] as const) {
      expect(await findImport(db, await stage(files, { activate }))).toMatchObject({ activate });
    }
  });

  test("whose rows all say who is activated needs no choice, nor does a list of old plans", async () => {
    const said = file(`${newLogin()}.csv`, "login,activated\nann,true\nbo,false\n");
    const plans = file("plans.csv", `organization,plan_seats\n${newLogin()},5\n`);
    expect((await upload(withoutChoice([said, plans]))).status).toBe(201);
  });

  test("whose rows contradict each other is refused for that first", async () => {
    const files = [file("acme.csv", "login,activated\nann,true\nann,false\nbo,\n")];
    await expectRefused(withoutChoice(files), 400, { error: expect.stringMatching(/^acme\.csv:3: /) });
  });

  test("without a file is refused at its field", async () => {
    await expectRefused(bodyOf([]), 400, { fields: { files: ["Choose at least one roster."] } });
  });

  test.each([
    ["without a body", "", "broke off"],
    ["that names no files", "organization,login\nacme,ann\n", "begin with a line that names its files"],
    ["that ends in its first line", '{"activate":"none"', "broke off"],
    ["that ends before its files do", `${head([{ path: "a.csv", size: 9 }])}login\n`, "broke off"],
    [
      "with text that cannot be stored",
      head([{ path: "a.csv", organization: "a\ud800", size: 0 }]),
      "cannot be stored",
    ],
    ["of less than nothing", head([{ path: "a.csv", size: -1 }]), ""],
  ])("%s is refused in words", async (_, body, words) => {
    await expectRefused(body, 400, { code: "invalid_input", error: expect.stringContaining(words) });
  });
});

/** As a browser sends it when Activate is left empty. */
const withoutChoice = (files: Parameters<typeof bodyOf>[0]) => bodyOf(files, { activate: undefined });

function head(files: object[]) {
  return `${JSON.stringify({ activate: "none", allowShrink: false, files })}\n`;
}

describe("of an upload is taken", () => {
  const named = head([{ path: "acme.csv", size: 1_000_000 }]);

  test("nothing from whoever is signed out, nor from support", async () => {
    const strangers = counted(endless(named));
    signOut();
    await expectRefused(strangers.body, 401, { code: "signed_out", error: expect.stringContaining("signed out") });
    const supports = counted(endless(named));
    await signInAs("support");
    await expectRefused(supports.body, 403, { code: "forbidden" });
    expect([strangers.state.taken, supports.state.taken]).toEqual([0, 0]);
  });

  test("only its first line when that says it is too large, or is too long", async () => {
    const large = counted(endless(head([{ path: "acme.csv", size: uploadLimit + 1 }])));
    await expectRefused(large.body, 400, { error: "acme.csv is 51 MB. An upload can be at most 50 MB." });
    expect(large.state.taken).toBeLessThan(1000);

    const long = counted(endless("{"));
    await expectRefused(long.body, 400, { error: "The list of files is too long. Upload fewer files at a time." });
    expect(long.state.taken).toBeLessThan(2_010_000);
  });

  test("one at a time of a person, and the next once the first has ended", async () => {
    const slow = new TransformStream<Uint8Array, Uint8Array>();
    const underWay = upload(slow.readable);
    const second = counted(endless(named));
    await expect.poll(async () => (await upload(bodyOf([]))).status).toBe(409);
    await expectRefused(second.body, 409, { error: expect.stringContaining("Another upload of yours") });
    expect(second.state.taken).toBe(0);

    await slow.writable.abort(new Error("gone"));
    expect((await underWay).status).toBe(400);
    await stage([file(`${newLogin()}.csv`, "login\nann\n", newLogin())]);
  });

  test("two at once of all, the others are asked to wait", async () => {
    const slow = [1, 2].map(() => new TransformStream<Uint8Array, Uint8Array>());
    const underWay: Promise<Response>[] = [];
    for (const { readable } of slow) {
      await signInAs("account_rep");
      underWay.push(upload(readable));
      await new Promise(setImmediate);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await signInAs("account_rep");
    const third = await upload(bodyOf([]));
    expect([third.status, third.headers.get("retry-after")]).toEqual([503, "5"]);
    for (const { writable } of slow) await writable.abort(new Error("gone"));
    await Promise.all(underWay);
    expect((await upload(bodyOf([]))).status).toBe(400);
  });
});
