/**
 * JSON with sorted keys: two values have the same text exactly when they hold the same facts. Refuses what JSON would
 * flatten to `{}`, such as a file or a map, because any two of those would look equal.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isObject(part) ? sorted(part) : part));
}

function isObject(part: unknown): part is object {
  return typeof part === "object" && part !== null && !Array.isArray(part);
}

function sorted(facts: object): object {
  const prototype = Object.getPrototypeOf(facts);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`JSON cannot tell one ${facts.constructor.name} from another.`);
  }
  return Object.fromEntries(Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
