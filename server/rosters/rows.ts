import { readLastSeen } from "@/domain/input/last-seen";
import { quoted } from "@/domain/problems";
import type { Reading } from "./reading";

/** One row: the text under the first of these columns that there is, blank where there is none. */
export type Row = { line: number; cell: (...columns: string[]) => string };

export const ownHeader = [
  "organization",
  "login",
  "service_id",
  "name",
  "email",
  "verified_email",
  "saml_name_id",
  "role",
  "activated",
  "student",
  "bot",
  "last_seen_at",
] as const;

/** A row of the console's own CSV. */
export function readOwnRow(row: Row, reading: Reading): void {
  const organization = row.cell("organization").trim();
  if (organization === "") {
    reading.skipRow("without an organization", row.line);
  } else if (isBlank(row.cell("login")) && isBlank(row.cell("serviceid"))) {
    reading.problem("The row has neither a login nor a service_id. Fill in one of them.", row.line);
  } else {
    addMember(row, organization, row.cell("role"), reading);
  }
}

/** A row of an organization's people, as GitHub exports them. */
export function readPeopleRow(row: Row, organization: string, reading: Reading): void {
  if (isBlank(row.cell("login", "username"))) reading.skipRow("without a login", row.line);
  else addMember(row, organization, row.cell("role"), reading);
}

/** A row of an enterprise's consumed licences: one person and their role in each organization, `acme:Owner, beta:Member`. */
export function readLicenceRow(row: Row, reading: Reading): void {
  const roles = row
    .cell("memberroles")
    .split(/[,;\r\n]/)
    .map((entry) => entry.trim());
  // A collaborator of one repository is no member; GitHub writes acme/site:Collaborator.
  const memberships = roles.filter((entry) => entry !== "" && !/:\s*(?:outside )?collaborator$/i.test(entry));

  if (isBlank(row.cell("login"))) {
    reading.skipRow("without a login", row.line);
  } else if (memberships.length === 0) {
    reading.skipRow("without an organization", row.line);
  } else {
    for (const membership of memberships) {
      const [organization = "", role = ""] = membership.split(":").map((part) => part.trim());
      addMember(row, organization, role, reading);
    }
  }
}

function addMember({ line, cell }: Row, organization: string, roleCell: string, reading: Reading): void {
  const role = readRole(roleCell, line, reading);
  const isActivated = readMark("activated");
  const isStudent = readMark("student");
  const isBot = readMark("bot");
  const lastSeenAt = readMoment("lastseenat");
  if (role === undefined || isActivated === undefined || isStudent === undefined || isBot === undefined) return;
  if (lastSeenAt === undefined) return;

  const name = cell("name");
  const [domainEmail = ""] = cell("verifieddomainemails")
    .trim()
    .split(/[,;\s]+/);
  reading.addRow({
    source: reading.source,
    line,
    organization,
    login: cell("login", "username").trim() || null,
    serviceId: cell("serviceid", "id").trim() || null,
    // Kept to the letter, so that a download imported again changes nothing.
    name: isBlank(name) ? null : name,
    email: cell("email").trim() || domainEmail || null,
    verifiedEmail: cell("verifiedemail").trim() || domainEmail || null,
    samlNameId: cell("samlnameid").trim() || null,
    role,
    isActivated,
    isStudent,
    isBot,
    lastSeenAt,
  });

  function readMark(column: string): boolean | null | undefined {
    const mark = cell(column).trim().toLowerCase();
    if (mark === "") return null;
    if (mark === "true" || mark === "false") return mark === "true";
    reading.problem(`${quoted(mark)} under "${column}" is neither true nor false. Correct it or leave it blank.`, line);
  }

  function readMoment(column: string): Date | null | undefined {
    const text = cell(column).trim();
    if (text === "") return null;
    const read = readLastSeen(text, new Date());
    if ("at" in read) return read.at;
    reading.problem(read.problem, line);
  }
}

/** GitHub's exports say owner where its API says admin. */
function readRole(cell: string, line: number, reading: Reading): "admin" | "member" | null | undefined {
  const role = cell.trim().toLowerCase();
  if (role === "admin" || role === "owner") return "admin";
  if (role === "member") return "member";
  if (role === "") return null;
  reading.problem(`${quoted(cell)} is no role of a member. Write admin (or owner) or member.`, line);
}

function isBlank(cell: string): boolean {
  return cell.trim() === "";
}
