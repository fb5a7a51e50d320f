import type { Reader } from "@/db/executor";
import { listKeptApart } from "@/db/queries/joins";
import { listPeople, type PersonRow } from "@/db/queries/people";
import { listEvidenceOf, listValuesOfMany, type PairOfPeople } from "@/db/queries/suggestions/suggested-joins";
import { idFrom } from "@/domain/input/fields";
import { PeopleListing } from "@/domain/input/listings";
import { SearchedText } from "@/domain/input/search";
import type { Paged, SearchParams } from "@/domain/listings";
import { findJoinPreview, type JoinPreview, listJoinPreviews } from "../suggestions/join-previews";
import { findSplitPreview, type SplitPreview } from "./split/split-preview";

/** Somebody who may be this person, or who was said to be another; `since` then says when. */
export type Candidate = JoinPreview & { since?: Date };

export type SamePerson = {
  candidates: Candidate[];
  /** What so many logins share that it says nothing. */
  valuesOfMany: string[];
  /** Whom the dialog found to join with, for the text that is searched for. */
  search?: { text: string; found: Paged<PersonRow> };
  join?: JoinPreview;
  apart?: JoinPreview;
  split?: SplitPreview;
};

/** More are not looked through: a longer text finds fewer. */
const mostFound = 8;

/** Who else may be this person, as of this moment, and the dialog that the address opens. */
export async function findSamePerson(
  db: Reader,
  userId: number,
  { join, with: searched, apart, split }: SearchParams,
): Promise<SamePerson> {
  const evidence = await listEvidenceOf(db, userId);
  const keptApart = await listKeptApart(db, userId);
  const suggested = evidence.filter(({ isRejected }) => !isRejected).map(({ userIds }) => userIds);
  const rejected = keptApart.map((kept): PairOfPeople => inOrder(userId, kept.userId));
  const pairs = new Map([...suggested, ...rejected].map((pair) => [pair.join("-"), pair]));
  const isSuggested = new Set(suggested.map((pair) => pair.join("-")));
  const sinceOf = new Map(keptApart.map((kept) => [inOrder(userId, kept.userId).join("-"), kept.since]));

  const previews = await listJoinPreviews(db, [...pairs.values()], evidence);
  const [joinId, apartId, splitId] = [idFrom(join), idFrom(apart), idFrom(split)];
  return {
    candidates: previews.map((preview) => ({
      ...preview,
      since: isSuggested.has(preview.pair) ? undefined : sinceOf.get(preview.pair),
    })),
    valuesOfMany: await listValuesOfMany(db, userId),
    search: join === "search" ? await searchPeople(db, userId, searched) : undefined,
    join: joinId === undefined ? undefined : await findJoinPreview(db, [userId, joinId]),
    apart: apartId === undefined ? undefined : await findJoinPreview(db, [userId, apartId]),
    split: splitId === undefined ? undefined : await findSplitPreview(db, userId, splitId),
  };
}

async function searchPeople(db: Reader, userId: number, asked: string | string[] | undefined) {
  const text = SearchedText.parse(asked);
  const found = text === "" ? { rows: [], total: 0 } : await listPeople(db, PeopleListing.parse({ q: text }));
  return { text, found: { ...found, rows: found.rows.filter(({ id }) => id !== userId).slice(0, mostFound) } };
}

function inOrder(one: number, other: number): PairOfPeople {
  return one < other ? [one, other] : [other, one];
}
