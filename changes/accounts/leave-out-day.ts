import { insertLeftOutDay, isLeftOut } from "@/db/queries/left-out-days";
import { countSeatsOver } from "@/db/queries/seat-history";
import { DayOfTrueUp } from "@/domain/input/seat-history";
import { dayOf } from "@/domain/seat-history";
import { planLeaveOut } from "@/domain/true-up";
import { definePreviewedChange } from "@/server/change";
import { ofAccount } from "../audit";

/** Leaves a day that ended over out of the account's true-up. The history of its seats stays. */
export const leaveOutDay = definePreviewedChange({
  permission: "true_up.leave_out",
  input: DayOfTrueUp,

  hold: (_, { accountId }) => ({ accounts: [accountId] }),

  async weigh(db, { accountId, day }) {
    const over = await countSeatsOver(db, accountId, day);
    const facts = { day, over, today: dayOf(new Date()), isLeftOut: await isLeftOut(db, accountId, day) };
    return { plan: planLeaveOut(facts) };
  },

  async write(tx, { accountId, day }, { plan }) {
    await insertLeftOutDay(tx, accountId, day);
    const facts = { before: { trueUp: plan.over }, after: { trueUp: 0, day } };
    return { data: plan, audit: { action: "true_up.leave_out", ...ofAccount(accountId), ...facts } };
  },
});
