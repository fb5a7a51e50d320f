import { columnKey } from "./roster-columns";

/** A list of people that is not a roster: columns that only it has, what it is, and what to take instead. */
type OtherList = { columns: string[]; what: string; instead: string };

const people = "Export the organization's people on GitHub instead";
const membersByApi = "Export the organization's people, or get /orgs/ORG/members, instead";

const otherLists: OtherList[] = [
  {
    columns: ["last_logged_ip", "org_memberships"],
    what: "a user report of GitHub Enterprise Server, which does not say who is in which organization",
    instead: membersByApi,
  },
  {
    columns: ["last_logged_ip", "outside_collaborator"],
    what: "GitHub's report of dormant users, which leaves out everyone who is active",
    instead: people,
  },
  { columns: ["last_surface_used"], what: "GitHub's list of Copilot seats, not of members", instead: people },
  { columns: ["assignee"], what: "GitHub's list of Copilot seats, not of members", instead: membersByApi },
  { columns: ["seats", "total_seats"], what: "GitHub's list of Copilot seats, not of members", instead: membersByApi },
  { columns: ["last_pushed_date"], what: "GitHub's list of active committers, not of members", instead: people },
  { columns: ["invitation_source"], what: "a list of invitations, not of members", instead: membersByApi },
  { columns: ["credential_type"], what: "a list of credentials, not of members", instead: membersByApi },
  { columns: ["contributions"], what: "a list of a repository's contributors, not of members", instead: membersByApi },
  {
    columns: ["permissions", "role_name"],
    what: "a list of a repository's collaborators, not of members",
    instead: membersByApi,
  },
  { columns: ["id", "username", "state"], what: "a list of GitLab's users", instead: people },
  { columns: ["username", "access_level"], what: "a list of GitLab's users", instead: people },
  { columns: ["username", "max_role"], what: "a list of GitLab's users", instead: people },
  { columns: ["login", "login_name", "full_name"], what: "a list of Gitea's users", instead: people },
  { columns: ["nickname", "account_id"], what: "a list of Bitbucket's users", instead: people },
  { columns: ["username", "external_id", "schemas"], what: "a list of an identity provider's users", instead: people },
];

/** Why a file with these columns is not a roster, and what to take instead. */
export function refuseOtherList(headers: readonly string[]): string | undefined {
  const keys = new Set(headers.map(columnKey));
  const found = otherLists.find(({ columns }) => columns.every((column) => keys.has(columnKey(column))));
  return found && `This is ${found.what}. ${found.instead}.`;
}
