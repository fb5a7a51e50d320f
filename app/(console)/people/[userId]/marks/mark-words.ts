import { formatCount, formatNumber } from "@/domain/format";
import type { MarkPlan } from "@/domain/marks";
import { namesInWords } from "@/domain/names";
import type { Kind } from "@/domain/seats";

const counted: Record<Kind, string> = { seat: "somebody who takes a seat", student: "a student", bot: "a bot" };

/** What a mark does to the seats, in a sentence. `name` is the person's. */
export function markEffect(plan: MarkPlan, name: string): string {
  const { kindBefore, kindAfter, accountCount } = plan;
  if (kindBefore === kindAfter) return `Changes no seat: ${name} still counts as ${counted[kindAfter]}.`;
  if (accountCount === 0) return `${name} counts as ${counted[kindAfter]}. They take no seat anywhere today.`;
  if (kindAfter === "seat") return `Takes ${seatsIn(plan)}: ${name} counts as ${counted.seat}.`;
  if (kindBefore === "seat") return `Frees ${seatsIn(plan)}: ${name} counts as ${counted[kindAfter]}.`;
  return `Changes no seat: ${name} counts as ${counted[kindAfter]} instead of ${counted[kindBefore]}.`;
}

/** "1 seat in Acme", "3 seats, one each in Acme, Oak and Elm", "90 seats, one in each account". */
function seatsIn({ accounts, accountCount }: MarkPlan): string {
  const isCut = accounts.length < accountCount;
  const names = namesInWords(accounts.map((account) => account.name));
  if (accountCount === 1) return `1 seat in ${names}`;
  const seats = formatCount(accountCount, "seat", "seats");
  return isCut ? `${seats}, one in each account` : `${seats}, one each in ${names}`;
}

/** Where a mark takes seats that are not there; nothing where it does not. */
export function markWarning({ accounts }: MarkPlan): string | undefined {
  const over = accounts.filter((account) => account.over > 0 && account.usedAfter > account.usedBefore);
  if (over.length === 0) return undefined;
  const names = namesInWords(over.map((account) => `${account.name} over by ${formatNumber(account.over)}`));
  return `This leaves ${names}. It is recorded all the same: a mark is a fact, not a grant.`;
}
