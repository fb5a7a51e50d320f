/** What can be done with a webhook, by the parameter of the address that opens its dialog. */
export const webhookSteps = ["test", "pause", "resume", "remove"] as const;
export type WebhookStep = (typeof webhookSteps)[number];

export const stepNames: Record<WebhookStep, string> = {
  test: "Test",
  pause: "Pause",
  resume: "Resume",
  remove: "Remove",
};

export const stepPermissions = {
  test: "webhook.test",
  pause: "webhook.pause",
  resume: "webhook.resume",
  remove: "webhook.remove",
} as const satisfies Record<WebhookStep, string>;

/** What each step does, in a sentence. */
export function stepEffect(step: WebhookStep, alertsOf: string): string {
  const sentences: Record<WebhookStep, string> = {
    test: "Sends a test message now. Its delivery shows what the receiver answered.",
    pause: `Alerts of ${alertsOf} are no longer sent. Messages wait, and are sent once you resume the webhook.`,
    resume: "Sends the messages that waited, then new ones as they come.",
    remove: `Alerts of ${alertsOf} are no longer sent. Messages that wait are given up. Earlier deliveries are kept.`,
  };
  return sentences[step];
}
