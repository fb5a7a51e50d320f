import { expect, test } from "vitest";
import { type AccountEffect, cutEffects, mostAccountsShown, unchangedEffects } from "./account-effects";

const effect = (id: number, counts: Partial<AccountEffect> = {}): AccountEffect => ({
  id: `${id}`,
  name: `Account ${id}`,
  total: 3,
  over: 0,
  usedBefore: 2,
  usedAfter: 2,
  studentsBefore: 1,
  studentsAfter: 1,
  botsBefore: 1,
  botsAfter: 1,
  ...counts,
});

test("up to the limit, every account is shown", () => {
  const effects = Array.from({ length: mostAccountsShown }, (_, place) => effect(place, { over: place % 2 }));
  expect(cutEffects(effects)).toEqual(effects);
  expect(cutEffects([])).toEqual([]);
});

test("beyond the limit, accounts whose seats change come first, then accounts over, and the rest is summed", () => {
  const effects = Array.from({ length: 40 }, (_, place) =>
    effect(place, {
      ...(place === 30 && { usedAfter: 1 }),
      ...(place === 35 && { usedBefore: 4, usedAfter: 4, over: 1 }),
      botsAfter: place % 2,
    }),
  );
  const cut = cutEffects(effects);
  expect(cut.map(({ id }) => id)).toEqual(["30", "35", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "others"]);
  expect(cut.at(-1)).toMatchObject({ name: "28 more accounts", total: 84, botsBefore: 28, botsAfter: 14 });
  for (const number of ["total", "over", "usedBefore", "usedAfter", "studentsAfter", "botsAfter"] as const) {
    const sum = (of: AccountEffect[]) => of.reduce((total, { [number]: value }) => total + value, 0);
    expect(sum(cut)).toBe(sum(effects));
  }
  const over = effects.map((one) => ({ ...one, over: 2 }));
  expect(cutEffects(over).at(-1)).toMatchObject({ over: 56 });
  expect(cutEffects(effects.slice(0, 13)).at(-1)).toMatchObject({ name: "1 more account" });
});

test("keeping two people apart changes no account", () => {
  expect(unchangedEffects([effect(1, { usedBefore: 5, usedAfter: 4, over: 1, studentsAfter: 2 })])).toEqual([
    effect(1, { usedBefore: 5, usedAfter: 5, over: 2 }),
  ]);
});
