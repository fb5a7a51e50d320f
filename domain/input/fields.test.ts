import { expect, test } from "vitest";
import { Reason } from "./fields";

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
