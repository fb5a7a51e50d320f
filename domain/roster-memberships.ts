import { asciiLower } from "./ascii";
import { latest } from "./last-seen";
import { loginKey } from "./logins";
import { addProblem, contradiction, type Place, type Problems } from "./problems";
import type { RosterMembership, RosterRow } from "./roster-rows";

/** A membership with the row that decided whether it is activated. */
export type DecidedMembership = RosterMembership & { decidedBy: RosterRow };

/** Unites all rows about one owner in one organization: admin wins, the latest time wins, and evidence adds up. */
export function collapseMemberships(
  rows: RosterRow[],
  organizations: Map<string, number>,
  placeOfOwner: (number | undefined)[],
  problems: Problems,
): DecidedMembership[] {
  const byOrganization = [...organizations].map(() => new Map<number, DecidedMembership>());
  const furtherRows = new Map<DecidedMembership, RosterRow[]>();

  rows.forEach((row, index) => {
    const owner = placeOfOwner[index];
    if (owner === undefined) return;
    const organization = organizations.get(loginKey(row.organization))!;
    const members = byOrganization[organization]!;
    const known = members.get(owner);
    if (known) addRow(known, row, furtherRows, problems);
    else members.set(owner, membershipFrom(row, organization, owner));
  });

  const memberships = byOrganization.flatMap((members) => [...members.values()]);
  for (const membership of memberships) uniteEvidence(membership, furtherRows.get(membership));
  return memberships;
}

function membershipFrom(row: RosterRow, organization: number, owner: number): DecidedMembership {
  const { role, isActivated, lastSeenAt, verifiedEmails, samlNameIds } = row;
  return { organization, owner, role, isActivated, lastSeenAt, verifiedEmails, samlNameIds, decidedBy: row };
}

function addRow(
  known: DecidedMembership,
  row: RosterRow,
  furtherRows: Map<DecidedMembership, RosterRow[]>,
  problems: Problems,
): void {
  known.role = row.role === "admin" ? "admin" : (known.role ?? row.role);
  known.lastSeenAt = latest(known.lastSeenAt, row.lastSeenAt);
  if (row.verifiedEmails.length > 0 || row.samlNameIds.length > 0) {
    const further = furtherRows.get(known);
    if (further) further.push(row);
    else furtherRows.set(known, [row]);
  }
  if (known.isActivated === null) {
    known.isActivated = row.isActivated;
    known.decidedBy = row;
  } else {
    agreesOnActivation(known.decidedBy, row, problems);
  }
}

function uniteEvidence(membership: DecidedMembership, furtherRows: RosterRow[] = []): void {
  const { verifiedEmails, samlNameIds } = membership;
  if (furtherRows.length === 0 && verifiedEmails.length < 2 && samlNameIds.length < 2) return;
  const said = [membership, ...furtherRows];
  membership.verifiedEmails = distinct(
    said.flatMap((row) => row.verifiedEmails),
    asciiLower,
  );
  membership.samlNameIds = distinct(
    said.flatMap((row) => row.samlNameIds),
    String,
  );
}

/** Each value once, in alphabetical order. Of values with the same key, the first in that order stays. */
function distinct(values: string[], keyOf: (value: string) => string): string[] {
  const byKey = new Map<string, string>();
  for (const value of values.sort()) if (!byKey.has(keyOf(value))) byKey.set(keyOf(value), value);
  return [...byKey.values()];
}

export type Activation = Pick<RosterRow, "organization" | "login" | "serviceId" | "isActivated"> & Place;

export function agreesOnActivation(first: Activation, row: Activation, problems: Problems): void {
  if (first.isActivated === null || row.isActivated === null || first.isActivated === row.isActivated) return;
  const what = `The activation of ${row.login ?? `id ${row.serviceId}`} in ${row.organization}`;
  addProblem(problems, contradiction(row, first, what, row.isActivated, first.isActivated));
}
