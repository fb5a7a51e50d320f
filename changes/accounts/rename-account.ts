import { getAccount, updateAccount } from "@/db/queries/accounts";
import { refuseClosed } from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { RenameAccount } from "@/domain/input/accounts";
import { defineChange } from "@/server/change";
import { ofAccount } from "../audit";

export const renameAccount = defineChange({
  permission: "account.rename",
  input: RenameAccount,

  hold: (_, { accountId }) => ({ accounts: [accountId] }),

  async write(tx, { accountId, name }) {
    const account = await getAccount(tx, accountId);
    const closed = refuseClosed(account);
    if (closed) throw new DomainError("precondition_failed", closed);
    if (name === account.name) throw new DomainError("conflict", "The account already has this name.");

    await updateAccount(tx, accountId, { name });
    const names = { before: { name: account.name }, after: { name } };
    return { data: { name }, audit: { action: "account.rename", ...ofAccount(accountId), ...names } };
  },
});
