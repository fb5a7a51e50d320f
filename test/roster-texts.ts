/** Rosters as GitHub and people write them, made of what a test says. */

/** A CSV with the columns of the first row. Cells with commas are quoted. */
export function csvOf(rows: Record<string, string>[], separator = ","): string {
  const headers = Object.keys(rows[0] ?? {});
  const lines = [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ""))];
  const cell = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((cells) => `${cells.map(cell).join(separator)}\n`).join("");
}

/** The columns of GitHub's export of an enterprise's licences, as its documentation has them. */
const licenceColumns = [
  "GitHub com login",
  "GitHub com name",
  "Enterprise server user ids",
  "GitHub com user",
  "Enterprise server user",
  "Visual studio subscription user",
  "License type",
  "GitHub com profile",
  "GitHub com member roles",
  "GitHub com enterprise roles",
  "GitHub com verified domain emails",
  "GitHub com saml name",
  "GitHub com orgs with pending invites",
  "GitHub com two factor auth",
  "GitHub com cost center",
  "Enterprise server primary emails",
  "Visual studio license status",
  "Visual studio subscription email",
  "Total user accounts",
];

export type Licence = { login: string; name?: string; roles?: string[]; emails?: string[]; saml?: string };

export function licenceCsv(licences: Licence[]): string {
  const rows = licences.map(({ login, name = "", roles = [], emails = [], saml = "" }) => ({
    ...Object.fromEntries(licenceColumns.map((column) => [column, ""])),
    ...{ "GitHub com login": login, "GitHub com name": name, "GitHub com member roles": roles.join(", ") },
    ...{ "GitHub com verified domain emails": emails.join(", "), "GitHub com saml name": saml },
    "Total user accounts": "1",
  }));
  return csvOf(rows);
}

/** A user of the API's consumed licences; `isFlat` has joined strings where the API has lists. */
export function licenceUser({ login, name, roles = [], emails = [], saml }: Licence, isFlat = false) {
  return {
    github_com_login: login,
    github_com_name: name ?? (isFlat ? "" : null),
    enterprise_server_user_ids: [],
    github_com_user: true,
    license_type: "Enterprise",
    github_com_profile: `https://github.com/${login}`,
    github_com_member_roles: isFlat ? roles.join(", ") : roles,
    github_com_enterprise_roles: isFlat ? "Member" : ["Member"],
    github_com_verified_domain_emails: isFlat ? emails.join(", ") : emails,
    github_com_saml_name_id: saml ?? (isFlat ? "" : null),
    github_com_orgs_with_pending_invites: [],
    total_user_accounts: 1,
  };
}

/** A member as GitHub's REST API gives one. It does not say the role. */
export function apiMember(login: string, id: number) {
  return {
    login,
    id,
    node_id: "U_x",
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    url: `https://api.github.com/users/${login}`,
    type: "User",
    site_admin: false,
  };
}

export type Edge = { login: string; role: string; id?: number; name?: string };

/** An answer of `membersWithRole` in GitHub's GraphQL API. */
export function graphqlPage(edges: Edge[], page: { hasNextPage?: boolean; totalCount?: number; login?: string } = {}) {
  const { hasNextPage = false, totalCount = edges.length, login } = page;
  const membersWithRole = {
    totalCount,
    pageInfo: { hasNextPage },
    edges: edges.map(({ login, role, id, name }) => ({
      ...{ role, node: { id: "U_kgDOABCDEF", login, databaseId: id ?? null, name: name ?? null } },
    })),
  };
  return { data: { organization: { ...(login ? { login } : {}), membersWithRole } } };
}

/** Text in UTF-16 with a byte-order mark, as Excel and PowerShell write it. */
export function utf16(text: string, isBigEndian = false): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return isBigEndian ? bytes.swap16() : bytes;
}
