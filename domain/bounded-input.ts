import { formatNumber } from "./format";
import { hasUnstorableText } from "./storable-text";

/** Our forms nest four deep. */
const deepest = 32;

/** Values and keys of all that is sent: twice what the largest selection and its preview have. */
const mostEntries = 10_000;

/** Characters of all texts and names together, each as often as it is named. Files are not among them. */
const mostText = 1_000_000;

/**
 * Why an input is refused before anything reads it. React sends an object that occurs in two places once, and then as a
 * reference, so a few bytes can stand for more paths than anything could walk. Each place counts here, as it costs the
 * code that reads it next. Files pass, and what JSON can hold.
 */
export function refuseInput(input: unknown): string | undefined {
  let [entries, text] = [0, 0];
  let level: unknown[] = [input];

  function refuseText(value: string): string | undefined {
    text += value.length;
    if (text > mostText) return `Too much text: send at most ${formatNumber(mostText)} characters at once.`;
    return hasUnstorableText(value) ? "A text holds a character that cannot be stored." : undefined;
  }

  /** Adds what an object holds to the next level, unless that is too much. */
  function refuseObject(value: object, next: unknown[]): string | undefined {
    if (value instanceof Blob) return undefined;
    if (Array.isArray(value)) {
      entries += value.length;
      if (entries > mostEntries) return tooManyEntries;
      for (const item of value) next.push(item);
      return undefined;
    }
    if (!isRecord(value)) return notSent;
    for (const name in value) {
      if (++entries > mostEntries) return tooManyEntries;
      const refusal = refuseText(name);
      if (refusal) return refusal;
      next.push(value[name]);
    }
  }

  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return `This is nested more than ${deepest} levels deep.`;
    const next: unknown[] = [];
    for (const value of level) {
      const refusal = isObject(value)
        ? refuseObject(value, next)
        : typeof value === "string"
          ? refuseText(value)
          : isSimple(value)
            ? undefined
            : notSent;
      if (refusal) return refusal;
    }
    level = next;
  }
}

const tooManyEntries = `Too many values: send at most ${formatNumber(mostEntries)} at once.`;
const notSent = "Something in it is no text, number, list, record or file.";

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isRecord(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isSimple(value: unknown): boolean {
  return value === null || ["undefined", "boolean", "number"].includes(typeof value);
}
