import { formatNumber } from "@/domain/format";
import { hasInvisible } from "@/domain/invisible";
import { isPossibleLogin } from "@/domain/logins";
import { quoted } from "@/domain/problems";
import type { RosterRow } from "@/domain/roster-rows";
import { hasUnstorableText } from "@/domain/storable-text";

const possibleId = /^[\w{}-]{1,100}$/;
const longestName = 255;
const longestEmail = 254;
const longestSamlNameId = 256;
const mostOfOneKind = 100;

/** Why a row cannot be about anyone on GitHub, or cannot be stored. */
export function refuseRow(row: RosterRow): string | undefined {
  const { login, serviceId, name, email, verifiedEmails, samlNameIds } = row;
  return (
    refuseLogin(login) ??
    refuseId(serviceId) ??
    (name === null ? undefined : refuseText("name", name, longestName)) ??
    (email === null ? undefined : refuseEmail("e-mail", email)) ??
    refuseMany("verified e-mails", verifiedEmails) ??
    firstOf(verifiedEmails, (verified) => refuseEmail("verified e-mail", verified)) ??
    refuseMany("SAML names", samlNameIds) ??
    firstOf(samlNameIds, (samlNameId) => refuseSamlNameId(samlNameId))
  );
}

function refuseLogin(login: string | null): string | undefined {
  if (login === null || isPossibleLogin(login)) return undefined;
  const rule = "A login has letters, digits and hyphens, and at most 39 characters.";
  return `${quoted(login)} cannot be a GitHub login. ${rule} Correct it or remove it.`;
}

function refuseId(serviceId: string | null): string | undefined {
  if (serviceId === null || possibleId.test(serviceId)) return undefined;
  return `${quoted(serviceId)} cannot be a GitHub id, which is a whole number. Correct it or leave it blank.`;
}

function refuseEmail(what: string, email: string): string | undefined {
  return refuseText(what, email, longestEmail) ?? refuseInvisible(what, email, email.includes(" "));
}

function refuseSamlNameId(samlNameId: string): string | undefined {
  return refuseText("SAML name", samlNameId, longestSamlNameId) ?? refuseInvisible("SAML name", samlNameId, false);
}

function refuseText(what: string, text: string, mostCharacters: number): string | undefined {
  if (text.length > mostCharacters) {
    return `The ${what} ${quoted(text)} has more than ${mostCharacters} characters. Shorten it.`;
  }
  if (hasUnstorableText(text)) {
    return `The ${what} ${quoted(text)} has a character that cannot be stored. Remove the character.`;
  }
}

function refuseInvisible(what: string, text: string, hasSpace: boolean): string | undefined {
  if (!hasSpace && !hasInvisible(text)) return undefined;
  return `The ${what} ${quoted(text)} has a space or an invisible character in it. Remove the character.`;
}

function refuseMany(what: string, values: string[]): string | undefined {
  if (values.length <= mostOfOneKind) return undefined;
  return `The row has ${formatNumber(values.length)} ${what}. Keep ${mostOfOneKind} at most.`;
}

function firstOf(values: string[], refuse: (value: string) => string | undefined): string | undefined {
  for (const value of values) {
    const refusal = refuse(value);
    if (refusal) return refusal;
  }
}
