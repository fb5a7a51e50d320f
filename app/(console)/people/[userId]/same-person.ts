import type { Reader } from "@/db/executor";
import { listKeptApart } from "@/db/queries/joins";
import { listEvidenceOf, listValuesOfMany, type PairOfPeople } from "@/db/queries/suggestions/suggested-joins";
import { idFrom } from "@/domain/input/fields";
import type { SearchParams } from "@/domain/listings";
import { findJoinPreview, type JoinPreview, listJoinPreviews } from "../suggestions/join-previews";
import { findSplitPreview, type SplitPreview } from "./split/split-preview";

/** Somebody who may be this person, or who was said to be another; `since` then says when. */
export type Candidate = JoinPreview & { since?: Date };

export type SamePerson = {
  candidates: Candidate[];
  /** What so many logins share that it says nothing. */
  valuesOfMany: string[];
  join?: JoinPreview;
  apart?: JoinPreview;
  split?: SplitPreview;
};

/** Who else may be this person, as of this moment, and the dialog that the address opens. */
export async function findSamePerson(
  db: Reader,
  userId: number,
  { join, apart, split }: SearchParams,
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
    join: joinId === undefined ? undefined : await findJoinPreview(db, [userId, joinId]),
    apart: apartId === undefined ? undefined : await findJoinPreview(db, [userId, apartId]),
    split: splitId === undefined ? undefined : await findSplitPreview(db, userId, splitId),
  };
}

function inOrder(one: number, other: number): PairOfPeople {
  return one < other ? [one, other] : [other, one];
}
