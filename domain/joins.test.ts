import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cutJoin,
  cutRegrouping,
  evidenceInWords,
  freedInWords,
  type JoinAccount,
  type JoinPerson,
  joinedBecause,
  joinTitles,
  listEvidence,
  pairFrom,
  pairInAddress,
  planJoin,
  planSplit,
  takenInWords,
} from "./joins";
import { previewOf } from "./preview";

type Kind = "human" | "student" | "bot";
const login = (id: number, kind: Kind = "human") => ({
  id,
  name: `login-${id}`,
  student: { isSet: kind === "student" },
  bot: { isSet: kind === "bot" },
});
const person = (id: number, ...logins: ReturnType<typeof login>[]): JoinPerson => ({
  id,
  name: `Person ${id}`,
  logins,
});

const account = (activeLoginIds: number[], counts: Partial<JoinAccount> = {}): JoinAccount => ({
  id: "acme",
  name: "Acme",
  planSeatCount: 2,
  freeSeatCount: 1,
  used: 3,
  students: 1,
  bots: 1,
  activeLoginIds,
  ...counts,
});

const evidence = [
  {
    one: "login-1",
    other: "login-2",
    evidence: ["verified_email" as const],
    verifiedEmail: "a@b.example",
    samlNameId: null,
  },
];
const [human, other] = [person(1, login(1)), person(2, login(2))];
const [student, bot] = [person(2, login(2, "student")), person(2, login(2, "bot"))];

describe("the effect of joining on an account", () => {
  test.for([
    ["two seats become one", human, other, [1, 2], { usedAfter: 2, studentsAfter: 1, botsAfter: 1, over: 0 }],
    ["a seat of one alone stays", human, other, [1], { usedAfter: 3, over: 0 }],
    ["with a student's login the seat is freed", human, student, [1, 2], { usedAfter: 2, studentsAfter: 1 }],
    ["and a student is counted where they were a seat", human, student, [1], { usedAfter: 2, studentsAfter: 2 }],
    ["two bots become one", person(1, login(1, "bot")), bot, [1, 2], { usedAfter: 3, botsAfter: 0 }],
  ] as const)("%s", ([, one, two, active, after]) => {
    const { effects, refusal } = planJoin([one, two], [account([...active])]);
    expect(effects).toMatchObject([
      { id: "acme", total: 3, usedBefore: 3, studentsBefore: 1, botsBefore: 1, ...after },
    ]);
    expect(refusal).toBeUndefined();
  });

  test("an account in which neither is activated is left out", () => {
    expect(planJoin([human, other], [account([7]), account([])]).effects).toEqual([]);
  });
});

describe("what is refused", () => {
  test.for([
    [
      "a bot with a person who is not",
      [human, bot],
      "Person 2 is a bot and Person 1 is not. Bots can only be joined with bots.",
    ],
    [
      "and the other way round",
      [bot, human],
      "Person 2 is a bot and Person 1 is not. Bots can only be joined with bots.",
    ],
    ["a person with themselves", [human, human], "Person 1 is already one person."],
    ["a person of a bot's and a human login with another", [person(1, login(1), login(3, "bot")), other], undefined],
  ] as const)("%s", ([, [one, two], refusal]) => {
    expect(planJoin([one, two], []).refusal?.message).toBe(refusal);
  });

  test.for([
    ["in an account of the bot alone", [2]],
    ["in one of both", [1, 2]],
  ] as const)("and shows that nothing changes, %s", ([, active]) => {
    expect(planJoin([human, bot], [account([...active])])).toMatchObject({
      effects: [{ usedBefore: 3, usedAfter: 3, botsBefore: 1, botsAfter: 1 }],
      refusal: { message: expect.stringContaining("Bots can only be joined with bots.") },
    });
  });

  test("nothing without evidence, but that somebody's word is needed is part of what is shown", () => {
    const join = planJoin([human, other], []);
    expect(join.refusal).toBeUndefined();
    expect(cutJoin(join, [])).toMatchObject({ needsWord: true });
    expect(previewOf(cutJoin(join, []))).not.toBe(previewOf(cutJoin(join, evidence)));
    expect([joinedBecause([]), joinedBecause(evidence)]).toEqual([
      "the customer said so",
      "login-1 and login-2: same verified e-mail a@b.example",
    ]);
  });

  test("the only login of a person cannot be split", () => {
    expect(planSplit(human, [1], [account([1])])).toMatchObject({
      refusal: { message: "Person 1 has no other login, so there is nothing to split." },
      effects: [{ usedBefore: 3, usedAfter: 3 }],
    });
  });
});

test("S12: joining never raises a seat count, and splitting again gives back what it freed", () => {
  const kinds = fc.constantFrom<Kind>("human", "student", "bot");
  const world = fc.record({
    one: fc.array(kinds, { minLength: 1, maxLength: 3 }),
    two: fc.array(kinds, { minLength: 1, maxLength: 3 }),
    active: fc.array(fc.subarray([1, 2, 3, 4, 5, 6]), { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(world, ({ one, two, active }) => {
      const first = person(1, ...one.map((kind, place) => login(place + 1, kind)));
      const second = person(2, ...two.map((kind, place) => login(place + 4, kind)));
      // As plainly as possible: people activated in it who are neither student nor bot.
      const seats = (people: JoinPerson[], ids: number[]) =>
        people.filter(
          ({ logins }) =>
            logins.some(({ id }) => ids.includes(id)) &&
            !logins.some(({ student }) => student.isSet) &&
            !logins.every(({ bot }) => bot.isSet),
        ).length;
      const joined = person(1, ...first.logins, ...second.logins);
      const accounts = active.map((ids, place) =>
        account(ids, { id: `${place}`, used: 10 + seats([first, second], ids) }),
      );
      const isBot = ({ logins }: JoinPerson) => logins.every(({ bot }) => bot.isSet);
      fc.pre(isBot(first) === isBot(second));

      const plan = planJoin([first, second], accounts);
      for (const effect of plan.effects) {
        const ids = active[Number(effect.id)]!;
        expect(effect.usedAfter).toBeLessThanOrEqual(effect.usedBefore);
        expect(effect.usedAfter).toBe(10 + seats([joined], ids));
      }
      const after = accounts.map((one, place) => ({ ...one, used: 10 + seats([joined], active[place]!) }));
      const split = planSplit(
        joined,
        second.logins.map(({ id }) => id),
        after,
      );
      expect(split.effects.map(({ usedAfter }) => usedAfter)).toEqual(plan.effects.map(({ usedBefore }) => usedBefore));
    }),
  );
});

describe("words", () => {
  const effect = planJoin([human, other], [account([1, 2])]).effects[0]!;

  test("the seats that joining frees", () => {
    expect(freedInWords([effect])).toBe("Frees a seat in Acme.");
    expect(freedInWords([{ ...effect, usedAfter: 3 }])).toBe("Frees no seat.");
  });

  test("the seats that splitting takes, and which accounts it leaves over", () => {
    expect(takenInWords([{ ...effect, usedAfter: 4, over: 1 }])).toBe(
      "Takes one more seat in Acme. Leaves Acme over by 1. A split is a fact, so it is done anyway.",
    );
    expect(takenInWords([{ ...effect, usedAfter: 4, over: 0 }])).toBe("Takes one more seat in Acme.");
    expect(takenInWords([])).toBe("Takes no extra seat.");
  });

  test("the evidence, with the value that two logins share", () => {
    expect(evidenceInWords(evidence[0]!)).toBe("login-1 and login-2: same verified e-mail a@b.example");
    expect(listEvidence([human, other], evidence)).toEqual(["Same verified e-mail a@b.example"]);
    expect(listEvidence([person(1, login(1), login(3)), other], evidence)).toEqual([evidenceInWords(evidence[0]!)]);
  });

  test("titles tell two people apart by a login each", () => {
    expect(joinTitles([human, other], evidence).join).toBe("Join login-1 and login-2");
    expect(joinTitles([human, other], []).keepApart).toBe("Keep login-1 and login-2 apart");
  });
});

test("a preview changes with each account's counts and each login's person, but not with the order of the two people", () => {
  const plan = cutRegrouping(planJoin([human, other], [account([1, 2])]));
  expect(plan).toMatchObject({ logins: "1 2", effects: [{ id: "acme", usedAfter: 2, total: 3 }] });
  expect(cutRegrouping(planJoin([other, human], [account([1, 2])]))).toEqual(plan);
  expect(planSplit(person(1, login(1), login(2)), [2], [])).toMatchObject({ logins: "1 2" });
  expect(planJoin([person(1, login(1), login(3)), other], []).logins).toBe("1+3 2");
});

test("S17: even with thousands of accounts, a preview is different once any account or count is different", () => {
  const bots = [person(1, login(1, "bot")), person(2, login(2, "bot"))] as const;
  const accounts = Array.from({ length: 3_000 }, (_, place) => account([1], { id: `${place}`, name: `A ${place}` }));
  const wordOf = (of: typeof accounts) => previewOf(cutRegrouping(planJoin(bots, of)));
  const shown = wordOf(accounts);
  expect(shown.length).toBeLessThan(4_000);
  const moved = accounts.with(2_500, account([1], { id: "2500", name: "A 2500", bots: 2 }));
  for (const later of [moved, accounts.slice(1), [...accounts, account([1], { id: "more", name: "Z", bots: 0 })]]) {
    expect(wordOf(later)).not.toBe(shown);
  }
});

test("two people in an address", () => {
  expect(pairInAddress(40, 12)).toBe("12-40");
  expect(pairFrom("12-40")).toEqual([12, 40]);
  for (const mistyped of [undefined, "", "12", "12-", "0-3", "a-b", ["1-2"], "1-2-3"]) {
    expect(pairFrom(mistyped)).toBeUndefined();
  }
});
