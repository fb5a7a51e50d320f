import { describe, expect, test } from "vitest";
import { hasInvisible, showInvisible, trimInvisible } from "./invisible";

describe("spaces and invisible characters", () => {
  test.each([
    ["ann", "ann"],
    ["  ann lee\t", "ann lee"],
    ["\u00a0ann\u3000", "ann"],
    ["\uFEFF\u200b\u2060ann\u00ad\r\n", "ann"],
    ["\u{E0001}ann\u{E007F}", "ann"],
    ["\u200b", ""],
    ["", ""],
    ["\u200b@ann", "@ann"],
    ["Zoë 🎓", "Zoë 🎓"],
    ["a\u200bn", "a\u200bn"],
  ])("around %j are taken off: %j", (text, trimmed) => expect(trimInvisible(text)).toBe(trimmed));

  test.each([
    ["ann", "ann", false],
    ["Ann Lee", "Ann Lee", false],
    ["Zoë", "Zoë", false],
    ["a\u200bnn", "a[U+200B]nn", true],
    ["a\u00a0b\tc\n", "a[U+00A0]b[U+0009]c[U+000A]", true],
    ["\u{E0001}", "[U+E0001]", true],
    ["\ud800", "[U+D800]", true],
  ])("in %j are shown by their code points: %s", (text, shown, isInvisible) => {
    expect(showInvisible(text)).toBe(shown);
    expect(hasInvisible(text)).toBe(isInvisible);
  });
});
