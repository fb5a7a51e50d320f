import type { Reader } from "@/db/executor";
import { findJoinFacts, listJoinAccounts, listJoinPeople, namedPair } from "@/db/queries/joins";
import type { PairOfLogins, PairOfPeople } from "@/db/queries/suggestions/suggested-joins";
import { type AccountEffect, cutEffects, unchangedEffects } from "@/domain/account-effects";
import {
  cutJoin,
  type EvidencePair,
  freedInWords,
  type JoinAccount,
  type JoinPerson,
  joinTitles,
  listEvidence,
  pairInAddress,
  planJoin,
} from "@/domain/joins";
import { previewOf } from "@/domain/preview";

/** Two people who may be one, as a list and a dialog show them. */
export type JoinPreview = {
  /** As an address names the two. */
  pair: string;
  titles: ReturnType<typeof joinTitles>;
  people: { id: number; name: string; logins: string[] }[];
  evidence: string[];
  effect: string;
  effects: AccountEffect[];
  /** The same accounts when the two are kept apart. */
  unchanged: AccountEffect[];
  /** Confirms a join of these two, whoever stays. */
  preview: string;
  /** Why the two cannot be joined, whoever asks. */
  refusal: string | undefined;
};

function shownOf(
  people: readonly [JoinPerson, JoinPerson],
  accounts: readonly JoinAccount[],
  evidence: readonly EvidencePair[],
): JoinPreview {
  const join = planJoin(people, accounts);
  const plan = cutJoin(join, evidence);
  return {
    pair: pairInAddress(people[0].id, people[1].id),
    titles: joinTitles(people, evidence),
    people: people.map(({ id, name, logins }) => ({ id, name, logins: logins.map((login) => login.name) })),
    evidence: listEvidence(people, evidence),
    effect: freedInWords(join.effects),
    effects: plan.effects,
    unchanged: cutEffects(unchangedEffects(join.effects)),
    preview: previewOf(plan),
    refusal: plan.refusal?.message,
  };
}

/** What joining would do, by the functions that decide it; undefined when one of the two is not there. */
export async function findJoinPreview(db: Reader, pair: PairOfPeople): Promise<JoinPreview | undefined> {
  const [one, other] = pair;
  if (one === other) return undefined;
  const facts = await findJoinFacts(db, Math.min(one, other), Math.max(one, other));
  return facts && shownOf(facts.people, facts.accounts, facts.evidence);
}

/** The same for a list of pairs, in their order. */
export async function listJoinPreviews(
  db: Reader,
  pairs: readonly PairOfPeople[],
  found: readonly PairOfLogins[],
): Promise<JoinPreview[]> {
  const userIds = [...new Set(pairs.flat())];
  const people = await listJoinPeople(db, userIds);
  const accounts = await listJoinAccounts(db, userIds);
  return pairs.flatMap(([oneId, otherId]) => {
    const [one, other] = [people.get(oneId), people.get(otherId)];
    if (!one || !other) return [];
    const evidence = found.filter(({ userIds }) => userIds[0] === oneId && userIds[1] === otherId);
    return [
      shownOf(
        [one, other],
        accounts,
        evidence.map((pair) => namedPair(pair, people)),
      ),
    ];
  });
}
