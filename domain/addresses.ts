import type { Verb } from "./activation-verbs";
import type { PeopleChoice } from "./import-people";
import type { AlertListing } from "./input/alerts";
import type { AuditLogListing } from "./input/audit-log";
import type { ClusterListing } from "./input/clusters";
import type { ImportListing } from "./input/imports";
import type { JoinListing } from "./input/joins";
import type {
  AccountListing,
  AccountOrganizationListing,
  AccountPeopleListing,
  OrganizationListing,
  PeopleListing,
} from "./input/listings";
import type { LikelyBotListing, MarkAddress } from "./input/marks";
import type { OrganizationPage } from "./input/organization";
import type { OverlapListing } from "./input/overlap";
import type { PersonListing } from "./input/person";
import type { PeriodAddress, TrueUpAddress } from "./input/seat-history";
import type { UndoListing } from "./input/undo";
import type { UnseenListing } from "./input/unseen-people";
import type { DeliveryListing } from "./input/webhooks";

type Value = string | number | undefined;

/** What an address says to a page that reads these parameters. */
export type Query<Parameter extends string> = { readonly [name in Parameter]?: Value | readonly Value[] };

/** Leaves blank parameters out. */
function addressOf(path: string, query: Query<string> = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== "") said.append(name, String(one));
    }
  }
  return said.size > 0 ? `${path}?${said}` : path;
}

function page<Parameter extends string>(path: string) {
  return (query?: Query<Parameter>) => addressOf(path, query);
}

/** Why a change is made, filled in beforehand. */
type ReasonParameter = "reason";
type PersonParameter =
  | ReasonParameter
  | keyof PersonListing
  | "mark"
  | keyof MarkAddress
  | "join"
  | "with"
  | "apart"
  | "split";

/** Each page of the console, with the parameters that it reads. What is not a function reads none. */
export const addresses = {
  accounts: page<keyof AccountListing | "check">("/accounts"),
  newAccount: page<"organizations" | "name">("/accounts/new"),
  account: (accountId: string) => accountAddresses(`/accounts/${encodeURIComponent(accountId)}`),

  organizations: page<keyof OrganizationListing | "rename" | "remove">("/organizations"),
  organization: (organizationId: number | string, query?: Query<keyof OrganizationPage | "attach" | "find">) =>
    addressOf(`/organizations/${encodeURIComponent(organizationId)}`, query),
  organizationSuggestions: page<keyof ClusterListing>("/organizations/suggestions"),

  people: page<keyof PeopleListing>("/people"),
  person: (userId: number | string, query?: Query<PersonParameter>) =>
    addressOf(`/people/${encodeURIComponent(userId)}`, query),
  likelyBots: page<keyof LikelyBotListing | "mark" | "bot">("/people/likely-bots"),
  samePeople: page<keyof JoinListing | "join" | "apart">("/people/suggestions"),

  alerts: page<keyof AlertListing | "webhooks" | "add" | "test" | "pause" | "resume" | "remove">("/alerts"),
  auditLog: page<keyof AuditLogListing>("/audit-log"),
  backgroundWork: "/staff/background",
  delivery: (deliveryId: string, query?: Query<"again">) =>
    addressOf(`/alerts/deliveries/${encodeURIComponent(deliveryId)}`, query),
  deliveries: page<keyof DeliveryListing>("/alerts/deliveries"),
  import: (importId: number, query?: Query<ImportPeopleParameter>) =>
    addressOf(`/imports/${encodeURIComponent(importId)}`, query),
  imports: page<keyof ImportListing>("/imports"),
  plans: page<"add" | "change">("/plans"),
  search: page<"q">("/search"),
  signIn: page<"callbackUrl" | "error">("/sign-in"),
  staff: "/staff",
  /** Leads to the preview of undoing a change, or says why it cannot be undone. */
  undo: (changeId: string) => `/audit-log/undo/${encodeURIComponent(changeId)}`,

  api: {
    account: (accountId: string) => accountApi(`/api/accounts/${encodeURIComponent(accountId)}`),
    accounts: page<keyof AccountListing>("/api/accounts"),
    import: (importId: number) => `/api/imports/${encodeURIComponent(importId)}`,
    importPeople: (importId: number, query?: Query<keyof PeopleChoice>) =>
      addressOf(`/api/imports/${encodeURIComponent(importId)}/people`, query),
    auditLog: page<keyof AuditLogListing>("/api/audit-log"),
    imports: "/api/imports",
    organizationMembers: (organizationId: number, query?: Query<keyof OrganizationPage>) =>
      addressOf(`/api/organizations/${encodeURIComponent(organizationId)}/members`, query),
    organizations: page<"q">("/api/organizations"),
    search: page<"q">("/api/search"),
  },
};

type ImportPeopleParameter = keyof PeopleChoice | "page";

type OrganizationsParameter = keyof AccountOrganizationListing | "suggested" | "organizations" | MoveParameter;
type MoveParameter = "detach" | "move" | "to" | "find" | ReasonParameter;
type SeatParameter =
  | ReasonParameter
  | "plan"
  | "planSeats"
  | "freeSeats"
  | "overage"
  | "autoActivate"
  | "ownPriceCents";

function accountAddresses(overview: string) {
  return {
    overview,
    auditLog: page<keyof AuditLogListing>(`${overview}/audit-log`),
    unseenPeople: page<keyof UnseenListing | "deactivate" | "person">(`${overview}/people/inactive`),
    organizations: page<OrganizationsParameter>(`${overview}/organizations`),
    overlap: page<keyof OverlapListing>(`${overview}/overlap`),
    people: page<keyof AccountPeopleListing | Verb | "person" | "seats" | ReasonParameter>(`${overview}/people`),
    seatHistory: page<keyof PeriodAddress | keyof TrueUpAddress | ReasonParameter>(`${overview}/seats/history`),
    seats: page<SeatParameter>(`${overview}/seats`),
    undo: (changeId: string, query?: Query<keyof UndoListing | ReasonParameter>) =>
      addressOf(`${overview}/audit-log/undo/${encodeURIComponent(changeId)}`, query),
  };
}

function accountApi(account: string) {
  return {
    auditLog: page<keyof AuditLogListing>(`${account}/audit-log`),
    overlap: page<keyof OverlapListing>(`${account}/overlap`),
    people: page<keyof AccountPeopleListing>(`${account}/people`),
    peopleByOrganization: page<keyof AccountPeopleListing>(`${account}/people-by-organization`),
    seatHistory: page<keyof PeriodAddress>(`${account}/seat-history`),
  };
}
