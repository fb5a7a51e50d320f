import { columnKey } from "@/domain/roster-columns";
import type { Reading } from "./reading";
import { addMember, emailsIn, type Row, readRole, valuesIn } from "./rows";

/** Roles in GitHub's lists of people who are not members. */
const otherRoles = new Map([
  ["outside collaborator", "for outside collaborators"],
  ["collaborator", "for outside collaborators"],
  ["billing manager", "for billing managers"],
]);

/** A row of an organization's people, as GitHub's exports and its API have them. */
export function readPeopleRow(row: Row, organization: string, reading: Reading): void {
  const otherRole = otherRoles.get(row.text("role").toLowerCase().replaceAll("_", " "));
  if (row.text("login") === "") {
    reading.skipRow("without a login", row.line);
  } else if (otherRole) {
    reading.skipRow(otherRole, row.line);
  } else {
    const role = readRole(row.text("role"), row, reading);
    if (role !== undefined) addMember(row, { organization, role, ...peopleFacts(row) }, reading);
  }
}

/** What GitHub says of a person in an organization. */
export function peopleFacts(row: Row) {
  // GitHub gives verified e-mails in no order, and the same people must have the same e-mail each time.
  const verifiedEmails = emailsIn(row.text("verifiedEmails")).sort();
  return {
    serviceId: githubIdOf(row),
    name: row.text("name") || null,
    email: row.text("email") || verifiedEmails[0] || null,
    verifiedEmails,
    samlNameIds: valuesIn(row.text("samlNameIds"), /[\r\n]/),
  };
}

/**
 * The id of a row, if it is GitHub's own: under a name that only GitHub's id has, or beside GitHub's word "login". Other
 * hosts have a "username" with ids of their own, and the `id` of GitHub's GraphQL API is not a number.
 */
function githubIdOf(row: Row): string | null {
  const id = row.text("serviceId");
  const name = row.nameOf("serviceId");
  if (columnKey(name) === "serviceid") return id || null;
  const isGithubs = columnKey(name) !== "id" || /^github/i.test(name) || columnKey(row.nameOf("login")) === "login";
  return isGithubs && /^\d+$/.test(id) ? id : null;
}
