import { describe, expect, test } from "vitest";
import {
  cutAccounts,
  type MarkedAccount,
  type MarkFacts,
  type MarkPlan,
  markNumbers,
  planMark,
  requireExpectedMark,
  type StaffMarks,
} from "./marks";
import type { Mark } from "./person";

const silent: Mark = { isSet: false, byStaff: null, isKnown: false, byImport: null };
const said = (byStaff: boolean | null, byImport: boolean | null = null, isKnown = false): Mark => ({
  byStaff,
  byImport,
  isKnown,
  isSet: byStaff ?? (isKnown || (byImport ?? false)),
});
const login = (id: number, { student = silent, bot = silent }: { student?: Mark; bot?: Mark } = {}) => ({
  id,
  name: `login-${id}`,
  student,
  bot,
});
const account: MarkedAccount = {
  id: "acme",
  name: "Acme",
  planSeatCount: 3,
  freeSeatCount: 0,
  usedSeatCount: 3,
  studentCount: 1,
  botCount: 1,
};
const facts = (logins: MarkFacts["logins"], accounts = [account]): MarkFacts => ({
  ownerId: 1,
  personName: "Ann Lee",
  logins,
  accounts,
});
const words = (student: StaffMarks["student"], bot: StaffMarks["bot"]): StaffMarks => ({ student, bot });

describe("S4: a mark moves the person between seats, students and bots in every account", () => {
  const [seat, student, bot] = [
    { usedAfter: 3, studentsAfter: 1, botsAfter: 1, over: 0 },
    { usedAfter: 2, studentsAfter: 2, botsAfter: 1, over: 0 },
    { usedAfter: 2, studentsAfter: 1, botsAfter: 2, over: 0 },
  ];
  const more = { usedAfter: 4, over: 1 };

  test.each<[string, MarkFacts["logins"], StaffMarks, object]>([
    ["a person becomes a bot", [login(1)], words("none", "yes"), bot],
    ["a person becomes a student", [login(1)], words("yes", "none"), student],
    ["both at once is a bot", [login(1)], words("yes", "yes"), bot],
    ["a bot beside a human login frees nothing", [login(1), login(2)], words("none", "yes"), seat],
    [
      "the last human login becomes a bot",
      [login(1), login(2, { bot: said(null, null, true) })],
      words("none", "yes"),
      bot,
    ],
    ["a student by one login of two", [login(1), login(2)], words("yes", "none"), student],
    ["no student, by a word that changes nothing", [login(1)], words("no", "none"), seat],
    [
      "a known bot is not a bot after all, and the account goes over",
      [login(1, { bot: said(null, null, true) })],
      words("none", "no"),
      { ...more, studentsAfter: 1, botsAfter: 0 },
    ],
    [
      "a student by import has graduated, and the account goes over",
      [login(1, { student: said(null, true) })],
      words("no", "none"),
      { ...more, studentsAfter: 0, botsAfter: 1 },
    ],
    [
      "staff take their word back: the import's counts again",
      [login(1, { student: said(false, true) })],
      words("none", "none"),
      student,
    ],
    [
      "a bot that is also a student is no longer a bot",
      [login(1, { student: said(true), bot: said(true) })],
      words("yes", "none"),
      { usedAfter: 3, studentsAfter: 2, botsAfter: 0, over: 0 },
    ],
  ])("%s", (_, logins, staff, effect) => {
    expect(planMark(facts(logins), staff).accounts).toMatchObject([{ usedBefore: 3, total: 3, ...effect }]);
  });

  test("each account of the person is counted", () => {
    const other = { ...account, id: "other", usedSeatCount: 9 };
    const plan = planMark(facts([login(1)], [account, other]), words("none", "yes"));
    expect(plan.accounts.map(({ id, usedAfter, over }) => [id, usedAfter, over])).toEqual([
      ["acme", 2, 0],
      ["other", 8, 5],
    ]);
  });

  test("with very many accounts the full ones come first, and the sums of the rest match the accounts one by one", () => {
    const accounts = Array.from({ length: 30 }, (_, number) => ({
      ...account,
      id: `account-${number}`,
      planSeatCount: number % 3 === 0 ? 2 : 9,
    }));
    for (const staff of [words("none", "yes"), words("yes", "none"), words("none", "none")]) {
      for (const login1 of [login(1), login(1, { student: said(null, true) }), login(1, { bot: said(null, true) })]) {
        const all = planMark(facts([login1], accounts), staff);
        const cut = planMark(cutAccounts(facts([login1], accounts)), staff);
        expect(cut.accounts).toHaveLength(13);
        expect(cut.accounts.slice(0, 10).every(({ total }) => total === 2)).toBe(true);
        expect(cut.accounts.at(-1)).toMatchObject({ name: "18 more accounts" });
        expect([cut.accountCount, all.accountCount]).toEqual([30, 30]);
        for (const number of ["usedBefore", "usedAfter", "studentsAfter", "botsAfter", "total", "over"] as const) {
          const sum = (plan: MarkPlan) => plan.accounts.reduce((total, effect) => total + effect[number], 0);
          expect(sum(cut)).toBe(sum(all));
        }
      }
    }
    expect(cutAccounts(facts([login(1)]))).toEqual(facts([login(1)]));
  });

  test("the same marks again change nothing", () => {
    expect(planMark(facts([login(1, { bot: said(true) })]), words("none", "yes")).isUnchanged).toBe(true);
    expect(planMark(facts([login(1, { bot: said(null, true) })]), words("none", "yes")).isUnchanged).toBe(false);
  });
});

describe("S17: a mark is refused when its preview is stale", () => {
  const plan = planMark(facts([login(1)]), words("none", "yes"));
  const shown = markNumbers(plan);
  const [first] = shown.accounts;

  test("and not when it holds", () => {
    expect(() => requireExpectedMark(plan, shown)).not.toThrow();
  });

  test.each([
    ["the seats were cut", { ...shown, accounts: [{ ...first!, total: 2 }] }],
    ["a count moved", { ...shown, accounts: [{ ...first!, usedBefore: 2 }] }],
    ["staff said something meanwhile", { ...shown, studentBefore: "yes" as const }],
    ["the person became a student meanwhile", { ...shown, kindBefore: "student" as const }],
    ["an account came", { ...shown, accounts: [] }],
    ["an account left", { ...shown, accounts: [first!, { ...first!, id: "other" }] }],
    ["another account", { ...shown, accounts: [{ ...first!, id: "other" }] }],
  ])("%s", (_, expected) => {
    expect(() => requireExpectedMark(plan, expected)).toThrow("The numbers have changed");
  });
});
