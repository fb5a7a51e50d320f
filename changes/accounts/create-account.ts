import { getPlanOnSale } from "@/db/queries/plans";
import { CreateAccount } from "@/domain/input/accounts";
import { defineChange } from "@/server/change";
import { insertNewAccount } from "./insert-new-account";

/** Creates an account without organizations, so that there is nothing to preview. */
export const createAccount = defineChange({
  permission: "account.create",
  input: CreateAccount,

  async write(tx, asked) {
    await getPlanOnSale(tx, asked.plan);
    const { account, audit } = await insertNewAccount(tx, asked);
    return { data: { accountId: account.id }, audit };
  },
});
