import type { GrantMode } from "@/domain/activation";
import { type Verb, verbs } from "@/domain/activation-verbs";
import type { PeopleScope } from "@/domain/input/activation";
import { idFrom } from "@/domain/input/fields";
import type { AccountPeopleListing } from "@/domain/input/listings";
import type { SearchParams } from "@/domain/listings";

/** Whom a step is previewed for: one person, the people selected, or everyone the list finds. */
export type PeopleStep = {
  verb: Verb;
  whom: "one" | "selected" | "everybody" | undefined;
  userId: number | undefined;
  selectedIds: number[];
  mode: GrantMode;
};

/** What the address of the list says beside the list: `activate=7`, `activate=selected&person=7&person=8`. */
export function parsePeopleAddress(searchParams: SearchParams): { step: PeopleStep; address: SearchParams } {
  const { activate, deactivate, person, seats, reason, ...address } = searchParams;
  const verb: Verb = activate === undefined ? "deactivate" : "activate";
  const asked = activate ?? deactivate;
  const userId = idFrom(asked);
  const isSet = asked === "selected" || asked === "everybody";
  const ids = [person].flat().flatMap((one) => idFrom(one) ?? []);
  const whom = isSet ? asked : userId === undefined ? undefined : "one";
  const mode = seats === "fit" ? "fit" : "all";
  const step: PeopleStep = { verb, whom, userId, selectedIds: [...new Set(ids)], mode };
  return { step, address };
}

/** The part of an address that `parsePeopleAddress` reads of a set. */
export function stepAddress({ verb, whom, selectedIds = [], mode }: Partial<PeopleStep>): SearchParams {
  return {
    ...Object.fromEntries(verbs.map((name) => [name, name === verb ? whom : undefined])),
    person: selectedIds.map(String),
    seats: mode === "fit" ? mode : undefined,
  };
}

/** Undefined if the address asks for no step, or for a step on no one. */
export function scopeOf(
  { whom, userId, selectedIds }: PeopleStep,
  accountId: string,
  { organization: organizationId, q, status, overlap, change }: AccountPeopleListing,
): PeopleScope | undefined {
  if (whom === "one" && userId !== undefined) return { accountId, userIds: [userId], organizationId };
  if (whom === "selected" && selectedIds.length > 0) return { accountId, userIds: selectedIds, organizationId };
  if (whom === "everybody") return { accountId, organizationId, listed: { q, status, overlap, change } };
}
