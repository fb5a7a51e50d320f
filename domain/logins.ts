import { asciiLower } from "./ascii";

const longestLogin = 39;
const ordinaryOrManaged = /^[a-z\d](?:-?[a-z\d])*(?:-|_[a-z\d]+)?$/i;

/** Whether this is a valid GitHub login: an ordinary one, a managed user's (`ann_acme`) or an app's (`acme[bot]`). */
export function isPossibleLogin(login: string): boolean {
  const name = login.replace(/\[bot\]$/i, "");
  return name.length <= longestLogin && ordinaryOrManaged.test(name);
}

/** The same key for every spelling of a login: case makes no difference. */
export function loginKey(login: string): string {
  return asciiLower(login);
}

export function sameLogin(one: string, other: string): boolean {
  return loginKey(one) === loginKey(other);
}
