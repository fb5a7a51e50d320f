/** A column's name in lower case, without spaces, underscores or GitHub's prefix: "GitHub com login" is `login`. */
export function columnKey(header: string): string {
  const key = header
    .toLowerCase()
    .replace(/[^a-z\d]/g, "")
    .replace(/^github(?:com)?/, "");
  return codecovKeys.get(key) ?? key;
}

/** Codecov's own names for our columns. */
const codecovKeys = new Map([["planusercount", "planseats"]]);

const planKeys = ["planseats", "stripecustomerid", "stripesubscriptionid"];

/** The columns of a CSV that the import can read, as keys; undefined for any other file. */
export function rosterColumns(head: string): string[] | undefined {
  const [firstLine = ""] = head
    .replace(/^\uFEFF/, "")
    .trimStart()
    .split(/[\r\n]/, 1);
  if (/^[{[]|^[^,"]*:/.test(firstLine)) return undefined;
  const keys = firstLine.split(",").map(columnKey);
  return isRoster(keys) || isListOfPlans(keys) ? keys : undefined;
}

function isRoster(keys: string[]): boolean {
  return keys.includes("login") || keys.includes("username");
}

/** A list of organizations' old plans has no members, so it is not a roster. */
export function isListOfPlans(keys: string[]): boolean {
  return keys.includes("organization") && !isRoster(keys) && keys.some((key) => planKeys.includes(key));
}
