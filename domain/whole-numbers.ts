import type { Typed } from "./typed";

const grouped = new Intl.NumberFormat("en-US");

/** Groups of three behind one separator, the same throughout: a comma or a space, also one that does not break. */
const groupsOfThree = /^\d{1,3}([, \u00a0\u2009\u202f])\d{3}(\1\d{3})*$/;

/** The digits of "1100", "1,100" or "1 100"; undefined for anything else. */
export function digitsFrom(text: string): string | undefined {
  return /^\d+$/.test(text) || groupsOfThree.test(text) ? text.replace(/\D/g, "") : undefined;
}

/** How a field shows a whole number: "1,100". */
export function typedNumber(value: number): string {
  return grouped.format(value);
}

type Limits = { least?: number; most: number; noun?: string };

/** A whole number as people type it. Blank is no number, and "1.100" is refused: it is 1,100 to some and 1.1 to others. */
export function readWholeNumber(typed: string, { least = 0, most, noun = "" }: Limits): Typed<number> {
  const text = typed.trim();
  const wanted = `Enter a whole number, ${typedNumber(least)} or more`;
  if (/^\d{1,3}(\.\d{3})+$/.test(text)) {
    return { problem: `${wanted}. Separate thousands with commas: ${text.replaceAll(".", ",")}.` };
  }
  const digits = digitsFrom(text);
  if (digits === undefined || Number(digits) < least) return { problem: `${wanted}.` };
  if (Number(digits) > most) return { problem: `At most ${typedNumber(most)}${noun && ` ${noun}`}.` };
  return { value: Number(digits) };
}
