import { describe, expect, test } from "vitest";
import { type Mark, type MarkedLogin, markInWords, type SeatFacts, seatInWords } from "./person";

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
const active = (...logins: string[]) => logins.map((login) => ({ login, isActivated: true }));
const inactive = (...logins: string[]) => logins.map((login) => ({ login, isActivated: false }));

describe("what would free a person's seat is said in a sentence", () => {
  test.each<[string, Partial<SeatFacts>, string]>([
    ["one organization", { organizations: active("web") }, "Active in web alone; deactivating there frees the seat."],
    [
      "one of several: only where they are activated counts",
      { organizations: [...inactive("api"), ...active("web"), ...inactive("zoo")] },
      "Active in web alone; deactivating there frees the seat.",
    ],
    ["two organizations", { organizations: active("web", "api") }, "Active in web and api; deactivate both."],
    ["three", { organizations: active("a", "b", "c") }, "Active in a, b and c; deactivate all 3."],
    ["four", { organizations: active("a", "b", "c", "d") }, "Active in a, b, c and d; deactivate all 4."],
    [
      "many: the first few and how many more",
      { organizations: active("a", "b", "c", "d", "e") },
      "Active in a, b, c and 2 more; deactivate all 5.",
    ],
    [
      "more than a thousand",
      { organizations: active(...Array.from({ length: 1_203 }, (_, number) => `o${number}`)) },
      "Active in o0, o1, o2 and 1,200 more; deactivate all 1,203.",
    ],
  ])("%s", (_, facts, sentence) => {
    expect(seatInWords({ status: "seat", organizations: [], logins: [login("ann")], ...facts })).toBe(sentence);
  });
});

describe("why a person takes no seat is said in a sentence", () => {
  const organizations = active("web");
  const notActivated = { status: "not_activated", logins: [login("ann")] } as const;

  test.each<[string, SeatFacts, string]>([
    [
      "activated nowhere",
      { ...notActivated, organizations: inactive("web") },
      "A member of web but not activated anywhere in this account.",
    ],
    [
      "activated nowhere in several",
      { ...notActivated, organizations: inactive("web", "api") },
      "A member of web and api but not activated anywhere in this account.",
    ],
    [
      "a student, by the login that makes them one",
      { status: "student", organizations, logins: [login("ann"), login("ann-lab", { student: byImport(true) })] },
      "Takes no seat: ann-lab is a student's login, as the last import says.",
    ],
    [
      "a student by staff's mark",
      { status: "student", organizations, logins: [login("ann", { student: byStaff(true) })] },
      "Takes no seat: ann is a student's login, as staff say.",
    ],
    [
      "a bot on the known list",
      { status: "bot", organizations, logins: [login("robo[bot]", { bot: known })] },
      "Takes no seat: robo[bot] is a bot's login, as the known list says.",
    ],
    [
      "a bot with two logins",
      { status: "bot", organizations, logins: [login("one", { bot: known }), login("two", { bot: byStaff(true) })] },
      "Takes no seat: one and two are bots' logins.",
    ],
  ])("%s", (_, facts, sentence) => {
    expect(seatInWords(facts)).toBe(sentence);
  });
});

describe("a mark is shown with the word that decides it", () => {
  test.each<[string, Mark, string]>([
    ["nobody said anything", silent, "no"],
    ["the last import", byImport(true), "yes (import)"],
    ["the last import, denying", byImport(false), "no (import)"],
    ["the known list before the import", { ...byImport(false), ...known, byImport: false }, "yes (known list)"],
    ["staff before the import", { ...byImport(true), ...byStaff(false), byImport: true }, "no (staff)"],
    ["staff before the known list", { ...known, ...byStaff(false), isKnown: true }, "no (staff)"],
  ])("%s", (_, mark, words) => {
    expect(markInWords(mark)).toBe(words);
  });
});
