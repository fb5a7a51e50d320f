import { hasUnstorableText } from "./storable-text";

const longestText = 200;
const hostAddress =
  /^(?:https?:\/\/)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)\/(?:orgs\/|users\/|groups\/)?([^/?#\s]+)/i;

/** The text to search for, given typed or pasted text: the login in a git host's address, "ann" for "@ann". */
export function searchTextFrom(typed: string): string {
  if (hasUnstorableText(typed)) return "";
  const text = typed.replace(/\s+/g, " ").trim();
  const login = hostAddress.exec(text)?.[1] ?? /^@(\S+)$/.exec(text)?.[1];
  const cut = (login ?? text).slice(0, longestText);
  return cut.replace(/[\uD800-\uDBFF]$/, "").trim();
}
