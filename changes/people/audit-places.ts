import type { AccountEffect } from "@/domain/account-effects";

type Facts = { usedSeats?: number; students?: number; bots?: number };
type Place = { accountId: string | null; before: Facts; after: Facts };

/** One entry per account that counts the person, or a single entry outside any account. */
export function auditPlaces(effects: readonly AccountEffect[]): Place[] {
  if (effects.length === 0) return [{ accountId: null, before: {}, after: {} }];
  return effects.map((effect) => ({
    accountId: effect.id,
    before: { usedSeats: effect.usedBefore, students: effect.studentsBefore, bots: effect.botsBefore },
    after: { usedSeats: effect.usedAfter, students: effect.studentsAfter, bots: effect.botsAfter },
  }));
}
