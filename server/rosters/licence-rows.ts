import { trimInvisible } from "@/domain/invisible";
import { loginFrom } from "@/domain/logins";
import { peopleFacts } from "./people-rows";
import type { Reading } from "./reading";
import { addMember, type Row, readRole } from "./rows";

/** A row of an enterprise's consumed licences: a person and their role in each organization, `acme:Owner, beta:Member`. */
export function readLicenceRow(row: Row, reading: Reading): void {
  const roles = row
    .text("memberRoles")
    .split(/[,;\r\n]/)
    .map(trimInvisible)
    .filter(Boolean);
  const memberships = roles.filter((role) => !isCollaborator(role));

  if (row.text("login") === "") {
    reading.skipRow("without a login", row.line);
  } else if (memberships.length > 0) {
    const facts = peopleFacts(row);
    for (const membership of memberships) {
      const [name = "", roleHere = ""] = membership.split(":").map(trimInvisible);
      const role = readRole(roleHere, row, reading);
      if (role !== undefined) addMember(row, { organization: loginFrom(name), role, ...facts }, reading);
    }
  } else {
    reading.skipRow(roles.length > 0 ? "for outside collaborators" : "without an organization", row.line);
  }
}

/** A collaborator of one repository is not a member. GitHub writes `acme/site:Collaborator`. */
function isCollaborator(role: string): boolean {
  return /^[^:]*\//.test(role) || /:\s*(?:outside )?collaborator$/i.test(role);
}
