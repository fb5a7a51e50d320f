import { expect, test } from "vitest";
import { readChosen } from "./chosen-files";

test("every chosen file has a path of its own, whatever the files are called", async () => {
  const chosen = await readChosen(["a", "a", "a (2)", "a"].map((name) => new File([], name)));
  expect(chosen.map(({ path }) => path)).toEqual(["a", "a (2)", "a (2) (2)", "a (3)"]);
});
