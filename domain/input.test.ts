import { expect, test } from "vitest";
import { hasUnstorableText, Reason } from "./input";

test.each(["", "   ", "\u200b", "\u202e", "\u2060\ufeff"])(
  "a reason of which nothing can be seen is none: %j",
  (reason) => {
    expect(Reason.safeParse(reason).success).toBe(false);
  },
);

test.each(["Contract 12", "契約", "؟", "👍"])("a reason in any writing is one: %s", (reason) => {
  expect(Reason.parse(` ${reason} `)).toBe(reason);
});

test("a reason that turns the writing around is refused", () => {
  expect(Reason.safeParse("paid\u202etxet").success).toBe(false);
});

test.each(["a\0b", "\ud800", { reason: "a\0" }, [{ deep: ["\udfff"] }], { "na\0me": 1 }])(
  "what PostgreSQL cannot store is found wherever it stands: %j",
  (input) => {
    expect(hasUnstorableText(input)).toBe(true);
  },
);

test.each(["👍", 12, null, undefined, true, { reason: "Contract" }, [new Blob(["\0"])]])(
  "%j can be stored",
  (input) => {
    expect(hasUnstorableText(input)).toBe(false);
  },
);
