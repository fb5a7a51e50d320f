import { describe, expect, test } from "vitest";
import { defaultReason, refuseUpload, uploadLimit } from "./imports";
import { Reason } from "./input";

describe("an upload", () => {
  test.each([
    [[{ path: "acme.csv", size: uploadLimit }], undefined],
    [[{ path: "acme.csv", size: uploadLimit + 1 }], "acme.csv has 51 MB. An upload has at most 50 MB."],
    [
      [
        { path: "acme.csv", size: uploadLimit },
        { path: "web.csv", size: 1 },
      ],
      "These files have 51 MB together. An upload has at most 50 MB.",
    ],
  ])("%o is refused with %s", (files, refusal) => {
    expect(refuseUpload(files)).toBe(refusal);
  });
});

describe("the reason of an import", () => {
  test("names its first files and counts the others", () => {
    expect(defaultReason(["acme/org.yaml"])).toBe("Import of acme/org.yaml");
    expect(defaultReason(["a", "b", "c", "d", "e"])).toBe("Import of a, b, c and 2 more");
  });

  test("is one that is accepted, however long the names are", () => {
    const reason = defaultReason(["x".repeat(1000)]);
    expect(Reason.parse(reason)).toBe(reason);
  });
});
