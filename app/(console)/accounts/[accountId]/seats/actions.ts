"use server";

import { updateAccount } from "@/db/queries/accounts";
import { countActivation, lockActivationScope } from "@/db/queries/activations";
import { endWaiting } from "@/db/queries/organizations";
import { getPlanOnSale, lockPlanPrices } from "@/db/queries/plans";
import { listWaitingOrganizationIds } from "@/db/queries/waiting";
import type { AuditEntry } from "@/db/schema";
import { planSeatChange, refuseClosed, seatChangeNumbers } from "@/domain/accounts";
import { waitingOf } from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { ChangeSeatPlan, type SeatTerms } from "@/domain/input/accounts";
import { requireExpected } from "@/domain/preview";
import { defineAction } from "@/server/action";
import { activateWaiting } from "@/server/activation/activate-waiting";
import { auditOfStep } from "@/server/activation/audit-of-step";

export const changeSeatPlan = defineAction({
  permission: ["seats.change", "person.activate"],
  input: ChangeSeatPlan,

  async run({ tx, input: { accountId, expected, reason, ...asked } }) {
    const scope = { accountId, isWaiting: true };
    const account = await lockActivationScope(tx, scope);
    const closed = refuseClosed(account);
    if (closed) throw new DomainError("precondition_failed", closed);

    const terms = { ...asked, isAutoActivating: asked.isAutoActivating ?? account.isAutoActivating };
    if (terms.plan !== account.plan) await getPlanOnSale(tx, terms.plan);
    const prices = await lockPlanPrices(tx, [account.plan, terms.plan]);
    const priced = <Terms extends SeatTerms>(of: Terms) => ({ ...of, planPriceCents: prices.get(of.plan) ?? null });

    const waiting = waitingOf(account, await countActivation(tx, scope, undefined));
    const plan = planSeatChange(priced(account), priced(terms), account.usedSeatCount, waiting);
    requireExpected(seatChangeNumbers(account, plan), expected);
    if (plan.refusal) throw new DomainError("precondition_failed", plan.refusal, { planSeatCount: [plan.refusal] });
    if (!plan.isChange) throw new DomainError("conflict", "Nothing to save: this is the seat plan already.");

    const changed = await updateAccount(tx, accountId, terms);
    if (!terms.isAutoActivating) await endWaiting(tx, await listWaitingOrganizationIds(tx, accountId));
    const granted = terms.isAutoActivating ? await activateWaiting(tx, changed) : undefined;
    const { activated: waitingActivated, leftOut: waitingLeftOut } = plan.waiting;
    const { before, after } = plan.changes;
    const entries: AuditEntry<"seats.change" | "person.activate">[] = [
      {
        action: "seats.change",
        accountId,
        subjectKind: "account",
        subjectId: accountId,
        reason,
        before,
        after: waitingActivated > 0 ? { ...after, waitingActivated, waitingLeftOut } : after,
      },
    ];
    if (granted) {
      const userIds = [...new Set(granted.changed.map(({ userId }) => userId))];
      const step = { action: "person.activate" as const, scope, userIds, reason };
      entries.push(...(await auditOfStep(tx, { ...step, plan: granted.plan, people: granted.people })));
    }
    return { data: plan.after, audit: entries };
  },
});
