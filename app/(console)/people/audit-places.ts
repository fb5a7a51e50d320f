import type { AccountEffect } from "@/domain/joins";

type Facts = { usedSeats?: number; students?: number; bots?: number };
type Place = { accountId: string | null; before: Facts; after: Facts };

/** One row in each account; one in none where no account is concerned. */
export function auditPlaces(effects: readonly AccountEffect[]): Place[] {
  if (effects.length === 0) return [{ accountId: null, before: {}, after: {} }];
  return effects.map(({ id, before, after }) => ({
    accountId: id,
    before: { usedSeats: before.used, students: before.students, bots: before.bots },
    after: { usedSeats: after.used, students: after.students, bots: after.bots },
  }));
}
