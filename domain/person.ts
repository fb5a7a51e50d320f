import { z } from "zod";
import { Page } from "./listings";
import { namesInWords } from "./names";
import type { PersonStatus } from "./people";

/** The address of a person's page: the page of each of its lists. */
export const PersonListing = z.object({ accounts: Page, memberships: Page });

/** A mark of an owner, student or bot, with everyone's word on it; students are on no known list. */
export type Mark = { isSet: boolean; byStaff: boolean | null; isKnown: boolean; byImport: boolean | null };

/** Whose word decides a mark (S4); undefined while nobody said anything. */
export function deciderOf({ byStaff, isKnown, byImport }: Mark): "staff" | "known list" | "import" | undefined {
  if (byStaff !== null) return "staff";
  if (isKnown) return "known list";
  return byImport === null ? undefined : "import";
}

/** "yes (staff)", or "no" while nobody said anything. */
export function markInWords(mark: Mark): string {
  const decider = deciderOf(mark);
  return (mark.isSet ? "yes" : "no") + (decider ? ` (${decider})` : "");
}

export type MarkedLogin = { name: string; student: Mark; bot: Mark };

/** What decides whether a person takes a seat in an account: its organizations of which they are a member, and their logins. */
export type SeatFacts = {
  status: PersonStatus;
  organizations: readonly { login: string; isActivated: boolean }[];
  logins: readonly MarkedLogin[];
};

/** Why a person takes a seat in an account and what would free it (S8), or why they take none (S3, S4). */
export function seatInWords({ status, organizations, logins }: SeatFacts): string {
  const activeIn = organizations.filter(({ isActivated }) => isActivated).map(({ login }) => login);
  switch (status) {
    case "seat":
      return activeIn.length === 1
        ? `Active in ${activeIn[0]} alone; deactivating there frees the seat.`
        : `Active in ${namesInWords(activeIn)}; deactivate ${activeIn.length === 2 ? "both" : `all ${count(activeIn.length)}`}.`;
    case "not_activated":
      return `A member of ${namesInWords(organizations.map(({ login }) => login))} but not activated anywhere in this account.`;
    default:
      return `Takes no seat: ${markedInWords(status, logins)}.`;
  }
}

const words = { staff: "staff say", "known list": "the known list says", import: "the last import says" };

function markedInWords(kind: "student" | "bot", logins: readonly MarkedLogin[]): string {
  const marked = logins.filter((login) => login[kind].isSet);
  const names = namesInWords(marked.map(({ name }) => name));
  if (marked.length > 1) return `${names} are ${kind}s' logins`;
  const decider = marked[0] && deciderOf(marked[0][kind]);
  return `${names} is a ${kind}'s login${decider ? `, as ${words[decider]}` : ""}`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
