import { insertAccount } from "@/db/queries/accounts";
import { getPlanOnSale } from "@/db/queries/plans";
import { newAccount, seatFacts } from "@/domain/accounts";
import { CreateAccount } from "@/domain/input/accounts";
import { seatTotals } from "@/domain/seats";
import { defineChange } from "@/server/change";
import { ofAccount } from "../audit";

export const createAccount = defineChange({
  permission: "account.create",
  input: CreateAccount,

  async write(tx, asked) {
    await getPlanOnSale(tx, asked.plan);
    const account = await insertAccount(tx, { ...newAccount, ...asked });
    const after = { name: account.name, ...seatFacts(account, seatTotals(account, 0).total) };
    return {
      data: { accountId: account.id },
      audit: { action: "account.create", ...ofAccount(account.id), before: null, after },
    };
  },
});
