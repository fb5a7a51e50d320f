import { botLoginPattern } from "@/domain/bots";

/** As PostgreSQL reads the pattern. */
export function looksLikeBot(login: string): boolean {
  return new RegExp(botLoginPattern).test(login.toLowerCase());
}

/** Logins that look like a program's, and people's that come near. */
export const botLikeLogins = [
  "bot",
  "acme-bot",
  "Oak-Bot",
  "acme_bot",
  "bot-acme",
  "acme-bot-2",
  "acme-bot2",
  "bot1-acme",
  "acme-bots",
  "project_41_bot_f00d",
  "k8s-ci-robot",
  "robot_acme",
  "ci-runner",
  "acme-ci",
  "acme-ci_okto",
  "acme-cicd",
  "acme-ci-cd",
  "circleci-acme",
  "automation",
  "acme-automation",
  "svc-build",
  "build_svc",
  "service-account-7",
  "acme-serviceaccount",
  "machine-user-acme",
  "jenkins-acme",
  "acme-jenkins",
  "renovate-acme",
  "renovatebot",
  "dependabot-preview",
  "github-actions",
  "acme[bot]",
];

export const humanLogins = [
  "abbott",
  "robotham",
  "talbot",
  "jtalbot_okto",
  "ann-talbot",
  "botha",
  "ann-botha",
  "cicero",
  "luci",
  "francisco",
  "marcivan",
  "bjenkins",
  "svcheck",
  "renovator",
  "actions-github",
  "service",
  "accounts",
  "botanist-ann",
  "autobahn",
  "robotics-fan",
];
