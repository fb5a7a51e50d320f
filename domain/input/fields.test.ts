import { expect, test } from "vitest";
import { Reason } from "./fields";

test.each(["", "   ", "\u200b", "\u202e", "\u2060\ufeff"])("an invisible reason is refused: %j", (reason) => {
  expect(Reason.safeParse(reason).success).toBe(false);
});

test.each(["Contract 12", "契約", "؟", "👍"])("a reason in any script is accepted: %s", (reason) => {
  expect(Reason.parse(` ${reason} `)).toBe(reason);
});

test("a reason that changes text direction is refused", () => {
  expect(Reason.safeParse("paid\u202etxet").success).toBe(false);
});
