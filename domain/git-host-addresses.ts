import { asciiLower } from "./ascii";
import type { Service } from "./services";

const address = /^(?:https?:\/\/)?(?:www\.)?(github\.com|gitlab\.com|bitbucket\.org)\/([^?#]*)/i;

const hosts: Record<string, { service: Service; organizationIn: (path: readonly string[]) => string | undefined }> = {
  "github.com": { service: "github", organizationIn: ([first, second]) => (isOrganizations(first) ? second : first) },
  "gitlab.com": { service: "gitlab", organizationIn: groupIn },
  "bitbucket.org": { service: "bitbucket", organizationIn: ([workspace]) => workspace },
};

/** The organization that an address of a git host leads to, as `gitlab:acme`; undefined for any other text. */
export function organizationAtAddress(text: string): string | undefined {
  const [, name = "", path = ""] = address.exec(text) ?? [];
  const host = hosts[asciiLower(name)];
  const organization = host?.organizationIn(path.split("/").filter(Boolean));
  return host && organization && `${host.service}:${organization}`;
}

/** `github.com/orgs/acme/people`, and its settings under `organizations`. */
function isOrganizations(segment = ""): boolean {
  return segment === "orgs" || segment === "organizations";
}

/** What follows `-` is a page of the group. A longer path is a subgroup or a project, and neither is the group itself. */
function groupIn(path: readonly string[]): string | undefined {
  const page = path.indexOf("-");
  const names = path.slice(path[0] === "groups" ? 1 : 0, page < 0 ? undefined : page);
  return names.length === 1 ? names[0] : undefined;
}
