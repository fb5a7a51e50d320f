import { describe, expect, test } from "vitest";
import { isMarked, kindOf, type Mark, type MarkedLogin, markInWords, type SeatFacts, seatInWords } from "./person";
import type { Kind } from "./seats";

const silent: Mark = { isSet: false, byStaff: null, isKnown: false, byImport: null };
const byImport = (said: boolean): Mark => ({ ...silent, isSet: said, byImport: said });
const byStaff = (said: boolean): Mark => ({ ...silent, isSet: said, byStaff: said });
const known: Mark = { ...silent, isSet: true, isKnown: true };

const login = (name: string, marks: Partial<MarkedLogin> = {}): MarkedLogin => ({
  name,
  student: silent,
  bot: silent,
  ...marks,
});
const active = (...logins: string[]) => logins.map((login) => ({ login, activeLogins: 1 }));
const inactive = (...logins: string[]) => logins.map((login) => ({ login, activeLogins: 0 }));
const account: SeatFacts["account"] = {
  isActive: true,
  closedAt: null,
  overage: "block",
  planSeatCount: 5,
  freeSeatCount: 0,
  usedSeatCount: 3,
};

describe("a sentence says what would free a person's seat", () => {
  test.each<[string, Partial<SeatFacts>, string]>([
    [
      "one organization",
      { organizations: active("web") },
      "Holds a seat through web only. Deactivating there frees it.",
    ],
    [
      "one of several: only where they are activated counts",
      { organizations: [...inactive("api"), ...active("web"), ...inactive("zoo")] },
      "Holds a seat through web only. Deactivating there frees it.",
    ],
    [
      "two organizations",
      { organizations: active("web", "api") },
      "Holds a seat through web and api. The seat is freed only when both are deactivated.",
    ],
    [
      "three",
      { organizations: active("a", "b", "c") },
      "Holds a seat through a, b and c. The seat is freed only when all 3 are deactivated.",
    ],
    [
      "four",
      { organizations: active("a", "b", "c", "d") },
      "Holds a seat through a, b, c and d. The seat is freed only when all 4 are deactivated.",
    ],
    [
      "many: the first few and how many more",
      { organizations: active("a", "b", "c", "d", "e") },
      "Holds a seat through a, b, c and 2 more. The seat is freed only when all 5 are deactivated.",
    ],
    [
      "more than a thousand",
      { organizations: active(...Array.from({ length: 1_203 }, (_, number) => `o${number}`)) },
      "Holds a seat through o0, o1, o2 and 1,200 more. The seat is freed only when all 1,203 are deactivated.",
    ],
    [
      "two logins in one organization",
      { organizations: [{ login: "web", activeLogins: 2 }] },
      "Holds a seat through web only. Deactivating both logins there frees it.",
    ],
    [
      "three logins in one organization",
      { organizations: [{ login: "web", activeLogins: 3 }, ...inactive("api")] },
      "Holds a seat through web only. Deactivating all 3 logins there frees it.",
    ],
    [
      "two logins in one of two organizations",
      { organizations: [{ login: "web", activeLogins: 2 }, ...active("api")] },
      "Holds a seat through web and api. The seat is freed only when both are deactivated. In web, that means 2 logins.",
    ],
    [
      "several logins in both",
      {
        organizations: [
          { login: "web", activeLogins: 2 },
          { login: "api", activeLogins: 3 },
        ],
      },
      "Holds a seat through web and api. The seat is freed only when both are deactivated. In web and api, that means several logins.",
    ],
    [
      "S4: left with a human login",
      { organizations: active("web"), logins: [login("acme[bot]", { bot: known }), login("ann")] },
      "Holds a seat through web only. Deactivating there frees it. A person with a human login (ann) is not a bot, despite acme[bot].",
    ],
    [
      "an inactive account",
      { organizations: active("web"), account: { ...account, isActive: false } },
      "Holds a seat through web only. Deactivating there frees it. This account is inactive, but the seat still counts.",
    ],
  ])("%s", (_, facts, sentence) => {
    expect(seatInWords({ status: "seat", account, organizations: [], logins: [login("ann")], ...facts })).toBe(
      sentence,
    );
  });
});

describe("a sentence says why a person takes no seat", () => {
  test.each<[string, Pick<SeatFacts, "status" | "logins">, string]>([
    [
      "a student, by the login that makes them one",
      { status: "student", logins: [login("ann"), login("ann-lab", { student: byImport(true) })] },
      "Takes no seat: ann-lab is a student's login according to the last import.",
    ],
    [
      "a student by staff's mark",
      { status: "student", logins: [login("ann", { student: byStaff(true) })] },
      "Takes no seat: ann is a student's login according to staff.",
    ],
    [
      "a bot on the known list",
      { status: "bot", logins: [login("robo[bot]", { bot: known })] },
      "Takes no seat: robo[bot] is a bot's login according to the list of known bots.",
    ],
    [
      "a bot with two logins",
      { status: "bot", logins: [login("one", { bot: known }), login("two", { bot: byStaff(true) })] },
      "Takes no seat: one and two are bots' logins.",
    ],
  ])("%s", (_, facts, sentence) => {
    expect(seatInWords({ account, organizations: active("web"), ...facts })).toBe(sentence);
  });
});

describe("a sentence says what activating a person would cost", () => {
  const inWeb = "A member of web, but not activated anywhere in this account.";

  test.each<[string, Partial<SeatFacts>, string]>([
    ["a free seat", {}, `${inWeb} Activating them takes a seat; 2 are free.`],
    [
      "the last seat",
      { account: { ...account, usedSeatCount: 4 } },
      `${inWeb} Activating them takes a seat; 1 is free.`,
    ],
    [
      "several organizations",
      { organizations: inactive("web", "api") },
      "A member of web and api, but not activated anywhere in this account. Activating them takes a seat; 2 are free.",
    ],
    [
      "S7: no seat is free",
      { account: { ...account, usedSeatCount: 5 } },
      `${inWeb} Activating them takes a seat, and no seat is free. 1 seat short: 6 needed, 5 in the pool. Raise plan seats to 6, or free 1.`,
    ],
    [
      "S7: beyond the pool where overage is allowed",
      { account: { ...account, usedSeatCount: 5, overage: "allow" } },
      `${inWeb} Activating them takes a seat and leaves the account over by 1.`,
    ],
    [
      "S7: a student in a full account",
      { account: { ...account, usedSeatCount: 5 }, logins: [login("ann", { student: byStaff(true) })] },
      `${inWeb} Activating them costs no seat: ann is a student's login according to staff.`,
    ],
    [
      "S7: an inactive account",
      { account: { ...account, isActive: false } },
      `${inWeb} This account is inactive and takes no one new. Set it active first.`,
    ],
  ])("%s", (_, facts, sentence) => {
    const person: SeatFacts = {
      status: "not_activated",
      account,
      organizations: inactive("web"),
      logins: [login("ann")],
    };
    expect(seatInWords({ ...person, ...facts })).toBe(sentence);
  });
});

test.each<[string, MarkedLogin[], Kind]>([
  ["no mark", [login("ann")], "seat"],
  ["one student of two", [login("ann"), login("lab", { student: byImport(true) })], "student"],
  ["one bot of two: a person with a human login is not a bot", [login("ann"), login("ci", { bot: known })], "seat"],
  ["every login a bot", [login("one", { bot: known }), login("two", { bot: byStaff(true) })], "bot"],
  ["both at once counts as bot", [login("ci", { bot: known, student: byStaff(true) })], "bot"],
  [
    "a bot's login that is a student's, beside a human one",
    [login("ann"), login("ci", { bot: known, student: byStaff(true) })],
    "student",
  ],
  ["no login at all", [], "seat"],
])("S4: %s", (_, logins, kind) => {
  expect(kindOf(logins)).toBe(kind);
});

describe("a mark is shown with the source that decides it", () => {
  test.each<[string, Mark, string]>([
    ["no source said anything", silent, "no"],
    ["the last import", byImport(true), "yes (import)"],
    ["the last import, denying", byImport(false), "no (import)"],
    ["the known list before the import", { ...byImport(false), ...known, byImport: false }, "yes (known list)"],
    ["staff before the import", { ...byImport(true), ...byStaff(false), byImport: true }, "no (staff)"],
    ["staff before the known list", { ...known, ...byStaff(false), isKnown: true }, "no (staff)"],
  ])("%s", (_, mark, words) => {
    expect(markInWords(mark)).toBe(words);
    expect(isMarked(mark)).toBe(mark.isSet);
  });
});
