import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { figureOf, membersOf } from "./organization-figures";

const importedAt = new Date();

test("S6: members are shown as people and logins where the two differ", () => {
  expect(membersOf({ importedAt, people: 1_009, logins: 1_010 })).toBe("1,009 people, 1,010 logins");
  expect(membersOf({ importedAt, people: 1_010, logins: 1_010 })).toBe("1,010");
});

test("S16: before the first import every figure is unknown", () => {
  for (const figure of [figureOf({ importedAt: null }, 0), membersOf({ importedAt: null, people: 0, logins: 0 })]) {
    expect(renderToStaticMarkup(figure)).toContain(">unknown<");
  }
  expect(figureOf({ importedAt }, 0)).toBe("0");
});
