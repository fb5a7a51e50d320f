"use server";

import { lockAccount, updateAccount } from "@/db/queries/accounts";
import { getPlanOnSale, lockPlanPrices } from "@/db/queries/plans";
import { ChangeSeatPlan, planSeatChange, refuseClosed, type SeatTerms, seatChangeNumbers } from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";

export const changeSeatPlan = defineAction({
  permission: "seats.change",
  input: ChangeSeatPlan,

  async run({ tx, input: { accountId, expected, reason, ...terms } }) {
    const account = await lockAccount(tx, accountId);
    const closed = refuseClosed(account);
    if (closed) throw new DomainError("precondition_failed", closed);

    if (terms.plan !== account.plan) await getPlanOnSale(tx, terms.plan);
    const prices = await lockPlanPrices(tx, [account.plan, terms.plan]);
    const priced = <Terms extends SeatTerms>(of: Terms) => ({ ...of, planPriceCents: prices.get(of.plan) ?? null });

    const plan = planSeatChange(priced(account), priced(terms), account.usedSeatCount);
    requireExpected(seatChangeNumbers(account, plan), expected);
    if (plan.refusal) throw new DomainError("precondition_failed", plan.refusal, { planSeatCount: [plan.refusal] });
    if (!plan.isChange) throw new DomainError("conflict", "Nothing to save: this is the seat plan already.");

    await updateAccount(tx, accountId, terms);
    return {
      data: plan.after,
      audit: {
        action: "seats.change",
        accountId,
        subjectKind: "account",
        subjectId: accountId,
        reason,
        ...plan.changes,
      },
    };
  },
});
