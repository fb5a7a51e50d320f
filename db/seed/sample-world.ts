import type { MembershipRole } from "@/domain/memberships";
import type { Kind } from "@/domain/seats";
import type { SampleCompany, SampleOrganization } from "./companies";

/** Rows that name each other by their places in these lists; times are in days before the seeding. */
export type SampleWorld = {
  organizations: {
    login: string;
    company: SampleCompany;
    isAttached: boolean;
    importedDaysAgo: number | null;
    plan: SampleOrganization["plan"];
  }[];
  people: { name: string; kind: Kind; daysAgo: number }[];
  logins: {
    person: number;
    login: string;
    name: string | null;
    email: string | null;
    verifiedEmail: string | null;
    samlNameId: string | null;
    formerLogins: string[];
    mark: Kind;
    isKnownByHost: boolean;
  }[];
  memberships: { organization: number; login: number; role: MembershipRole; isActivated: boolean; daysAgo: number }[];
};
