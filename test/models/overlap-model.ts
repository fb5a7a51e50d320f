import type { Combination } from "@/domain/combinations";

/** Overlap told again, as plainly as can be: each person is the organizations they are in; none is nobody. */
export type Person = readonly number[];

const seated = (people: readonly Person[]) => people.filter((person) => person.length > 0);

export function combinationsOf(people: readonly Person[]): Combination[] {
  const keys = new Set(seated(people).map((person) => ascending(person).join()));
  return [...keys].map((key) => ({
    organizationIds: key.split(",").map(Number),
    people: people.filter((person) => ascending(person).join() === key).length,
  }));
}

export const usedBy = (people: readonly Person[]) => seated(people).length;

/** How many people are in all of these, whether or not they are in others. */
export const inAll = (people: readonly Person[], ids: readonly number[]) =>
  people.filter((person) => ids.every((id) => person.includes(id))).length;

export const inThisMany = (people: readonly Person[], count: number) =>
  people.filter((person) => person.length === count).length;

/** What billing per organization would charge. */
export const billedSeats = (people: readonly Person[]) => people.flat().length;

export function everyTwo(ids: readonly number[]): [number, number][] {
  return ids.flatMap((one) => ids.filter((other) => one < other).map((other): [number, number] => [one, other]));
}

const ascending = (ids: readonly number[]) => ids.toSorted((one, other) => one - other);
