import type { MembershipRole } from "./memberships";
import type { Place } from "./problems";

export type RosterRow = Place & {
  organization: string;
  login: string | null;
  serviceId: string | null;
  name: string | null;
  email: string | null;
  /** Evidence that two logins are one person: e-mails verified by the git host, names at an identity provider. */
  verifiedEmails: string[];
  samlNameIds: string[];
  /** Null if the source does not say. A new member is then a plain member, and a known member keeps their role. */
  role: MembershipRole | null;
  isActivated: boolean | null;
  isStudent: boolean | null;
  isBot: boolean | null;
  /** When the login was last seen in the organization. */
  lastSeenAt: Date | null;
};

/** The facts of a row whose source has only the login. */
export const unsaid = {
  serviceId: null,
  name: null,
  email: null,
  verifiedEmails: [] as string[],
  samlNameIds: [] as string[],
  isActivated: null,
  isStudent: null,
  isBot: null,
  lastSeenAt: null,
} satisfies Partial<RosterRow>;

/** `names` and `emails` have each value that a source says. The last is the one of the source that sorts last. */
export type RosterOwner = Pick<RosterRow, "login" | "serviceId" | "isStudent" | "isBot"> & {
  names: string[];
  emails: string[];
};

/** `organization` and `owner` are indexes into the set's arrays. */
export type RosterMembership = Pick<
  RosterRow,
  "role" | "isActivated" | "lastSeenAt" | "verifiedEmails" | "samlNameIds"
> & { organization: number; owner: number };
