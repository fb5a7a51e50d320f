import { deleteLeftOutDay, isLeftOut } from "@/db/queries/left-out-days";
import { countSeatsOver } from "@/db/queries/seat-history";
import { DayOfTrueUp } from "@/domain/input/seat-history";
import { planTakeIn } from "@/domain/true-up";
import { definePreviewedChange } from "@/server/change";
import { ofAccount } from "../audit";

/** Counts a day in the account's true-up again. */
export const takeInDay = definePreviewedChange({
  permission: "true_up.take_in",
  input: DayOfTrueUp,

  hold: (_, { accountId }) => ({ accounts: [accountId] }),

  async weigh(db, { accountId, day }) {
    const over = await countSeatsOver(db, accountId, day);
    return { plan: planTakeIn({ day, over, isLeftOut: await isLeftOut(db, accountId, day) }) };
  },

  async write(tx, { accountId, day }, { plan }) {
    await deleteLeftOutDay(tx, accountId, day);
    const facts = { before: { trueUp: 0 }, after: { trueUp: plan.over, day } };
    return { data: plan, audit: { action: "true_up.take_in", ...ofAccount(accountId), ...facts } };
  },
});
