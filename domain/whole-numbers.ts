import { formatNumber } from "./format";
import type { Typed } from "./typed";

/** What stands between groups of three digits: a comma or a space, also one that does not break. */
const separators = [",", " ", "\u00a0", "\u2009", "\u202f"];

/** The digits of "1100", "1,100" or "1 100"; undefined for anything else. */
export function digitsFrom(text: string): string | undefined {
  const separator = separators.find((one) => text.includes(one));
  const [first = "", ...groups] = separator === undefined ? [text] : text.split(separator);
  const isNumber = groups.length === 0 ? /^\d+$/.test(first) : /^\d{1,3}$/.test(first);
  if (!isNumber || groups.some((group) => !/^\d{3}$/.test(group))) return undefined;
  return first + groups.join("");
}

type Limits = { least?: number; most: number; noun?: string };

/** Reads a whole number as people type it. A blank is not zero. "1.100" is refused, since it could mean 1,100 or 1.1. */
export function readWholeNumber(typed: string, { least = 0, most, noun = "" }: Limits): Typed<number> {
  const text = typed.trim();
  const wanted = `Enter a whole number, ${formatNumber(least)} or more`;
  if (/^\d{1,3}(\.\d{3})+$/.test(text)) {
    return { problem: `${wanted}. Separate thousands with commas: ${text.replaceAll(".", ",")}.` };
  }
  const digits = digitsFrom(text);
  if (digits === undefined || Number(digits) < least) return { problem: `${wanted}.` };
  if (Number(digits) > most) return { problem: `Enter at most ${formatNumber(most)}${noun && ` ${noun}`}.` };
  return { value: Number(digits) };
}
