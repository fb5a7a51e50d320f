import { getAccount, updateAccount } from "@/db/queries/accounts";
import { countActivation, peopleInScope } from "@/db/queries/activations";
import { endWaiting } from "@/db/queries/organizations";
import { getPlanOnSale, listPlanPrices } from "@/db/queries/plans";
import { listWaitingOrganizationIds } from "@/db/queries/waiting";
import { planSeatChange, refuseClosed, type SeatTerms } from "@/domain/accounts";
import { waitingOf } from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { ChangeSeatPlan } from "@/domain/input/accounts";
import { definePreviewedChange } from "@/server/change";
import { ofAccount } from "../audit";
import { activateWaiting } from "../people/activate-waiting";

export const changeSeatPlan = definePreviewedChange({
  permission: ["seats.change", "person.activate"],
  input: ChangeSeatPlan,

  async hold(db, { accountId, plan }) {
    const { plan: planBefore } = await getAccount(db, accountId);
    const people = peopleInScope({ accountId, isWaiting: true });
    return { accounts: [accountId], people, plans: [planBefore, plan] };
  },

  async weigh(db, { accountId, ...asked }) {
    const account = await getAccount(db, accountId);
    const closed = refuseClosed(account);
    const terms = { ...asked, isAutoActivating: asked.isAutoActivating ?? account.isAutoActivating };
    if (terms.plan !== account.plan) await getPlanOnSale(db, terms.plan);
    const prices = await listPlanPrices(db, [account.plan, terms.plan]);
    const priced = <Terms extends SeatTerms>(of: Terms) => ({ ...of, planPriceCents: prices.get(of.plan) ?? null });

    const waiting = waitingOf(account, await countActivation(db, { accountId, isWaiting: true }));
    const plan = planSeatChange(priced(account), priced(terms), account.usedSeatCount, waiting);
    return { terms, plan: closed ? { ...plan, refusal: { message: closed } } : plan };
  },

  async write(tx, { accountId }, { terms, plan }) {
    if (!plan.isChange) throw new DomainError("conflict", "Nothing to save: this is already the seat plan.");
    const changed = await updateAccount(tx, accountId, terms);
    if (!terms.isAutoActivating) await endWaiting(tx, await listWaitingOrganizationIds(tx, accountId));
    const granted = terms.isAutoActivating ? (await activateWaiting(tx, changed)).audit : [];

    const { activated: waitingActivated, leftOut: waitingLeftOut } = plan.waiting;
    const { before, after } = plan.changes;
    const row = {
      action: "seats.change" as const,
      ...ofAccount(accountId),
      before,
      after: waitingActivated > 0 ? { ...after, waitingActivated, waitingLeftOut } : after,
    };
    return { data: plan.after, audit: [row, ...granted] };
  },
});
