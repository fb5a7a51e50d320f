import { z } from "zod";
import { Reason } from "./input";
import type { AccountEffect } from "./joins";
import { Page } from "./listings";
import { isMarked, kindOf, type MarkedLogin } from "./person";
import { requireExpected } from "./preview";
import { type Kind, kinds, type SeatPlan, seatTotals } from "./seats";

/** What staff say of a mark; "none" leaves it to the known list and the imports. */
export const staffWords = ["none", "yes", "no"] as const;
export type StaffWord = (typeof staffWords)[number];

export const staffWordNames: Record<StaffWord, string> = { none: "No word of staff", yes: "Yes", no: "No" };

export function staffWordOf(byStaff: boolean | null): StaffWord {
  if (byStaff === null) return "none";
  return byStaff ? "yes" : "no";
}

export function saidBy(word: StaffWord): boolean | null {
  return word === "none" ? null : word === "yes";
}

/** Staff's word on both marks of a login. */
export type StaffMarks = { student: StaffWord; bot: StaffWord };

const Word = z.enum(staffWords);

export const LikelyBotListing = z.object({ page: Page });

const PresetWord = Word.optional().catch(undefined);

/** Staff's words with which an address opens the dialog. */
export const MarkAddress = z.object({ student: PresetWord, bot: PresetWord });

const MarkNumbers = z.object({
  studentBefore: Word,
  botBefore: Word,
  kindBefore: z.enum(kinds),
  kindAfter: z.enum(kinds),
  accounts: z.array(
    z.object({
      id: z.string(),
      usedBefore: z.int(),
      usedAfter: z.int(),
      studentsBefore: z.int(),
      studentsAfter: z.int(),
      botsBefore: z.int(),
      botsAfter: z.int(),
    }),
  ),
});
type MarkNumbers = z.infer<typeof MarkNumbers>;

export const MarkLogin = z.object({
  ownerId: z.int().positive(),
  student: Word,
  bot: Word,
  expected: MarkNumbers,
  reason: Reason,
});

/** An account of which the person is an account user, as it is counted. */
export type MarkedAccount = SeatPlan & {
  id: string;
  name: string;
  usedSeatCount: number;
  studentCount: number;
  botCount: number;
};

/** What a mark on a login decides, read under lock by the action and unlocked by the preview. */
export type MarkFacts = {
  ownerId: number;
  personName: string;
  logins: readonly (MarkedLogin & { id: number })[];
  accounts: MarkedAccount[];
};

export type MarkPlan = Omit<MarkNumbers, "accounts"> & { isUnchanged: boolean; accounts: AccountEffect[] };

/** S4: what staff's words on one login make of the person, and of every account they are a user of. Never refused: it is a fact. */
export function planMark({ ownerId, logins, accounts }: MarkFacts, words: StaffMarks): MarkPlan {
  const kindBefore = kindOf(logins);
  const kindAfter = kindOf(logins.map((login) => (login.id === ownerId ? withWords(login, words) : login)));
  const login = logins.find(({ id }) => id === ownerId);
  const studentBefore = staffWordOf(login?.student.byStaff ?? null);
  const botBefore = staffWordOf(login?.bot.byStaff ?? null);
  const difference = (kind: Kind) => Number(kindAfter === kind) - Number(kindBefore === kind);

  return {
    studentBefore,
    botBefore,
    kindBefore,
    kindAfter,
    isUnchanged: studentBefore === words.student && botBefore === words.bot,
    accounts: accounts.map(({ id, name, usedSeatCount, studentCount, botCount, ...seatPlan }) => {
      const usedAfter = usedSeatCount + difference("seat");
      const { total, over } = seatTotals(seatPlan, usedAfter);
      return {
        id,
        name,
        usedBefore: usedSeatCount,
        usedAfter,
        studentsBefore: studentCount,
        studentsAfter: studentCount + difference("student"),
        botsBefore: botCount,
        botsAfter: botCount + difference("bot"),
        total,
        over,
      };
    }),
  };
}

/** A login as it would be with staff's words on it. */
export function withWords<Login extends Pick<MarkedLogin, "student" | "bot">>(login: Login, words: StaffMarks): Login {
  const student = { ...login.student, byStaff: saidBy(words.student) };
  const bot = { ...login.bot, byStaff: saidBy(words.bot) };
  return {
    ...login,
    student: { ...student, isSet: isMarked(student) },
    bot: { ...bot, isSet: isMarked(bot) },
  };
}

/** The numbers of a plan that its preview shows and its confirmation carries along. */
export function markNumbers({ studentBefore, botBefore, kindBefore, kindAfter, accounts }: MarkPlan): MarkNumbers {
  return {
    studentBefore,
    botBefore,
    kindBefore,
    kindAfter,
    accounts: accounts.map(({ name: _, total: _total, over: _over, ...numbers }) => numbers),
  };
}

/** Refused when a word, a count or an account is another than the preview showed. */
export function requireExpectedMark(plan: MarkPlan, expected: MarkNumbers): void {
  requireExpected(flat(markNumbers(plan)), flat(expected));
}

function flat({ accounts, ...words }: MarkNumbers): Record<string, number | string> {
  const numbers = accounts.flatMap(({ id, ...counts }) =>
    Object.entries(counts).map(([name, value]) => [`${name} of ${id}`, value] as const),
  );
  return { ...words, accounts: accounts.length, ...Object.fromEntries(numbers) };
}
