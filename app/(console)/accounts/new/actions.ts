"use server";

import { insertAccount } from "@/db/queries/accounts";
import { getPlanOnSale } from "@/db/queries/plans";
import { newAccount, seatFacts } from "@/domain/accounts";
import { CreateAccount } from "@/domain/input/accounts";
import { seatTotals } from "@/domain/seats";
import { defineAction } from "@/server/action";

export const createAccount = defineAction({
  permission: "account.create",
  input: CreateAccount,

  async run({ tx, input: { reason, ...asked } }) {
    await getPlanOnSale(tx, asked.plan);
    const account = await insertAccount(tx, { ...newAccount, ...asked });
    return {
      data: { accountId: account.id },
      audit: {
        action: "account.create",
        accountId: account.id,
        subjectKind: "account",
        subjectId: account.id,
        reason,
        before: null,
        after: { name: account.name, ...seatFacts(account, seatTotals(account, 0).total) },
      },
    };
  },
});
