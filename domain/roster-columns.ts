/**
 * Each column that a reader knows, and its names in files, the best first: names of the console's own CSV, of GitHub's
 * exports and API, as GitHub documents them, and of Codecov. CSV headers and JSON keys are looked up here alike.
 */
const columnNames = {
  organization: ["organization"],
  login: ["login", "username"],
  serviceId: ["service_id", "database_id", "id"],
  name: ["name"],
  email: ["email"],
  verifiedEmails: ["verified_email", "verified_domain_emails", "organization_verified_domain_emails"],
  samlNameIds: ["saml_name_id", "saml_name"],
  role: ["role"],
  memberRoles: ["member_roles"],
  isActivated: ["activated"],
  isStudent: ["student"],
  isBot: ["bot"],
  lastSeenAt: ["last_seen_at"],
  planSeats: ["plan_seats", "plan_user_count"],
  stripeCustomer: ["stripe_customer_id"],
  stripeSubscription: ["stripe_subscription_id"],
} as const;

export type Column = keyof typeof columnNames;

/**
 * A column's name in lower case, without spaces, underscores or the prefix of GitHub's exports: "GitHub com login", and
 * "GitHub login" of GHE.com, are `login`.
 */
export function columnKey(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^a-z\d]/g, "")
    .replace(/^github(?:com)?/, "");
}

type Named = { column: Column; rank: number };
const byKey = new Map<string, Named>(
  // Object.entries forgets that the keys are columns.
  (Object.entries(columnNames) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name, rank) => [columnKey(name), { column, rank }] as const),
  ),
);

export function columnOf(header: string): Column | undefined {
  return byKey.get(columnKey(header))?.column;
}

/** Where each known column of a file is. Of two headers for one column, the better name counts. */
export function placesOfColumns(headers: readonly string[]): Map<Column, number> {
  const places = new Map<Column, { place: number; rank: number }>();
  headers.forEach((header, place) => {
    const named = byKey.get(columnKey(header));
    const known = named && places.get(named.column);
    if (named && (!known || named.rank < known.rank)) places.set(named.column, { place, rank: named.rank });
  });
  return new Map([...places].map(([column, { place }]) => [column, place]));
}

const separators = [",", ";", "\t"] as const;
type Separator = (typeof separators)[number];

/** The header of a CSV, and what separates its columns: a comma, a semicolon or a tab. */
export type Header = { separator: Separator; headers: string[] };

/** The first line of a file in each way it can be a header. Empty for YAML and JSON. */
export function headersIn(head: string): Header[] {
  const [firstLine = ""] = head
    .replace(/^\uFEFF/, "")
    .trimStart()
    .split(/[\r\n]/, 1);
  if (/^[{[#]|^[^,;\t"]*:/.test(firstLine)) return [];
  return separators.map((separator) => ({ separator, headers: firstLine.split(separator) }));
}

/** The header of a CSV that the import can read; undefined for any other file. */
export function rosterHeader(head: string): Header | undefined {
  const readable = headersIn(head).filter(({ headers }) => isRoster(headers) || isListOfPlans(headers));
  return readable.sort((one, other) => other.headers.length - one.headers.length)[0];
}

function isRoster(headers: string[]): boolean {
  return headers.some((header) => columnOf(header) === "login");
}

const planColumns: (Column | undefined)[] = ["planSeats", "stripeCustomer", "stripeSubscription"];

/** A list of organizations' old plans has no members, so it is not a roster. */
export function isListOfPlans(headers: string[]): boolean {
  const columns = headers.map(columnOf);
  return (
    columns.includes("organization") &&
    !columns.includes("login") &&
    columns.some((column) => planColumns.includes(column))
  );
}

/** Whether a file with these columns names the organization of each row. */
export function namesOrganizationOfRows(headers: readonly string[]): boolean {
  const columns = headers.map(columnOf);
  return columns.includes("organization") || columns.includes("memberRoles");
}
