import { loginKey } from "./logins";

// As codecov/umbrella names them in apps/worker/services/decoration.py (commit 15ada561).
const botLogins = new Set(["copilot", "devin-ai-integration"]);
const botIds = new Set([
  "49699333",
  "29139614",
  "157164994",
  "198982749",
  "199848969",
  "158243242",
  "231223108",
  "161369871",
]);

type Login = { service: string; login: string | null; serviceId: string | null };

/** The known list of S4. A login that merely looks like a bot's is not on it. */
export function isKnownBot({ service, login, serviceId }: Login): boolean {
  if (service !== "github") return false;
  if (serviceId !== null && botIds.has(serviceId)) return true;
  if (login === null) return false;
  const key = loginKey(login);
  return key.endsWith("[bot]") || botLogins.has(key);
}

/**
 * Words that a login has between separators when a program uses it: "acme-ci", "ci-acme", "svc_build2". Read by
 * PostgreSQL, over lower case. It decides nothing: it suggests (S4).
 */
export const botLoginPattern =
  "(^|[^a-z0-9])(bots?|robots?|ci|ci[-_]?cd|circleci|automations?|svc|service[-_]?accounts?|machine[-_]?users?|github[-_]actions?|jenkins|renovate(bot)?|dependabot|greenkeeper|buildkite)[0-9]*($|[^a-z0-9])";
