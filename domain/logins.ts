import { asciiLower } from "./ascii";

const longestLogin = 39;
const ordinaryOrManaged = /^[a-z\d](?:-?[a-z\d])*(?:-|_[a-z\d]+)?$/i;

/** Whether GitHub could have this login: an ordinary one, a managed user's (`ann_acme`), an app's (`acme[bot]`). */
export function isPossibleLogin(login: string): boolean {
  const name = login.replace(/\[bot\]$/i, "");
  return name.length <= longestLogin && ordinaryOrManaged.test(name);
}

/** What two spellings of one login share. */
export function loginKey(login: string): string {
  return asciiLower(login);
}

export function sameLogin(one: string, other: string): boolean {
  return loginKey(one) === loginKey(other);
}
