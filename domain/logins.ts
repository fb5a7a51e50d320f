import { asciiLower } from "./ascii";
import { trimInvisible } from "./invisible";

const longestLogin = 39;
const ordinary = /^-*[a-z\d][a-z\d-]*$/i;
/** The short code of an enterprise with managed users has three to eight characters. */
const ordinaryOrManaged = /^-*[a-z\d][a-z\d-]*(?:_[a-z\d]{3,8})?$/i;

/**
 * Whether GitHub can have this login: an ordinary one, a managed user's (`ann_acme`) or an app's (`acme[bot]`). Old
 * logins have hyphens where no one could put them today.
 */
export function isPossibleLogin(login: string): boolean {
  const name = login.replace(/\[bot\]$/i, "");
  return name.length <= longestLogin && ordinaryOrManaged.test(name);
}

/** Whether GitHub can have an organization of this name. */
export function isPossibleOrganization(name: string): boolean {
  return name.length <= longestLogin && ordinary.test(name);
}

const profile =
  /^(?:https?:\/\/)?(?:www\.)?github\.com\/(?:orgs\/([^/?#\s]+)(?:[/?#]\S*)?|([^/?#\s]+)\/?(?:[?#]\S*)?)$/i;

/** The login that someone typed, pasted or listed: `@ann` and an address of github.com mean `ann`. */
export function loginFrom(typed: string): string {
  const text = trimInvisible(typed);
  if (!/[/@]/.test(text)) return text;
  const [, organization, login] = profile.exec(text) ?? [];
  return organization ?? login ?? text.replace(/^@/, "");
}

/** The same key for every spelling of a login: case makes no difference. */
export function loginKey(login: string): string {
  return asciiLower(login);
}

export function sameLogin(one: string, other: string): boolean {
  return loginKey(one) === loginKey(other);
}
