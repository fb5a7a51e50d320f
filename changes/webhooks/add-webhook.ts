import { getAccountNamed } from "@/db/queries/accounts";
import { insertWebhook } from "@/db/queries/webhooks";
import { refuseClosed } from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { AddWebhook } from "@/domain/input/webhooks";
import { webhookFacts } from "@/domain/webhooks";
import { defineChange } from "@/server/change";
import { newWebhookSecret } from "@/server/webhooks/webhook-signature";
import { ofWebhook } from "../audit";

/** Answers with the secret, which no one can read again. */
export const addWebhook = defineChange({
  permission: "webhook.add",
  input: AddWebhook,

  async hold(db, { account: named }) {
    return named === "" ? {} : { accounts: [(await getAccountNamed(db, named)).id] };
  },

  async write(tx, { url, account: named, kinds }) {
    const account = named === "" ? undefined : await getAccountNamed(tx, named);
    const refusal = account && refuseClosed(account);
    if (refusal) throw new DomainError("precondition_failed", refusal, { account: [refusal] });

    const secret = newWebhookSecret();
    const { id } = await insertWebhook(tx, { url, secret, accountId: account?.id, kinds });
    const webhook = { id, url, account: account ?? null, kinds };
    const audit = { action: "webhook.add" as const, ...ofWebhook(webhook), after: webhookFacts(webhook) };
    return { data: { id, secret }, audit };
  },
});
