import { getAccountNamed } from "@/db/queries/accounts";
import { insertWebhook } from "@/db/queries/webhooks";
import { refuseClosed } from "@/domain/accounts";
import { DomainError } from "@/domain/errors";
import { AddWebhook } from "@/domain/input/webhooks";
import { webhookFacts } from "@/domain/webhooks";
import { defineChange } from "@/server/change";
import { newWebhookSecret } from "@/server/webhooks/webhook-signature";

/** Answers with the secret, which no one can read again. */
export const addWebhook = defineChange({
  permission: "webhook.add",
  input: AddWebhook,

  async hold(db, { account: named }) {
    return named === "" ? {} : { accounts: [(await getAccountNamed(db, named)).id] };
  },

  async write(tx, { url, account: named }) {
    const account = named === "" ? undefined : await getAccountNamed(tx, named);
    const refusal = account && refuseClosed(account);
    if (refusal) throw new DomainError("precondition_failed", refusal, { account: [refusal] });

    const secret = newWebhookSecret();
    const { id } = await insertWebhook(tx, { url, secret, accountId: account?.id });
    const subject = { accountId: account?.id, subjectKind: "webhook", subjectId: id } as const;
    return {
      data: { id, secret },
      audit: { action: "webhook.add", ...subject, after: webhookFacts({ url, account }) },
    };
  },
});
