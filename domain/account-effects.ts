import { formatCount } from "./format";
import { seatTotals } from "./seats";

/** An account's counts before and after a change to people; `over` is the count after. */
export type AccountEffect = {
  id: string;
  name: string;
  total: number;
  over: number;
  usedBefore: number;
  usedAfter: number;
  studentsBefore: number;
  studentsAfter: number;
  botsBefore: number;
  botsAfter: number;
};

/** A bot may be in thousands of accounts. This many are shown one by one, the rest as sums. */
export const mostAccountsShown = 12;

/** The row with the sums of the rest; its id belongs to no account. */
export function othersNamed(count: number) {
  return { id: "others", name: formatCount(count, "more account", "more accounts") };
}

/** What a preview shows: accounts whose seats change first, then accounts that are over, then the others. */
export function cutEffects(effects: readonly AccountEffect[]): AccountEffect[] {
  const weight = ({ usedBefore, usedAfter, over }: AccountEffect) =>
    Number(usedBefore !== usedAfter) * 2 + Number(over > 0);
  const sorted = effects.toSorted((one, other) => weight(other) - weight(one));
  const rest = sorted.splice(mostAccountsShown);
  if (rest.length === 0) return [...effects];

  const sum = (number: Exclude<keyof AccountEffect, "id" | "name">) =>
    rest.reduce((total, { [number]: value }) => total + value, 0);
  const others = {
    ...othersNamed(rest.length),
    total: sum("total"),
    over: sum("over"),
    usedBefore: sum("usedBefore"),
    usedAfter: sum("usedAfter"),
    studentsBefore: sum("studentsBefore"),
    studentsAfter: sum("studentsAfter"),
    botsBefore: sum("botsBefore"),
    botsAfter: sum("botsAfter"),
  };
  return [...sorted, others];
}

/** Keeping two people apart changes none of these accounts. */
export function unchangedEffects(effects: readonly AccountEffect[]): AccountEffect[] {
  return effects.map((effect) => ({
    ...effect,
    over: seatTotals({ planSeatCount: effect.total, freeSeatCount: 0 }, effect.usedBefore).over,
    usedAfter: effect.usedBefore,
    studentsAfter: effect.studentsBefore,
    botsAfter: effect.botsBefore,
  }));
}
