import { loginKey } from "./logins";

// From codecov/umbrella, apps/worker/services/decoration.py (commit 15ada561).
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

/** The list of known bots in S4. A login that only looks like a bot's is not on it. */
export function isKnownBot({ service, login, serviceId }: Login): boolean {
  if (service !== "github") return false;
  if (serviceId !== null && botIds.has(serviceId)) return true;
  if (login === null) return false;
  const key = loginKey(login);
  return key.endsWith("[bot]") || botLogins.has(key);
}

/**
 * Words between separators that suggest a program's login: "acme-ci", "ci-acme", "svc_build2". PostgreSQL matches the
 * same pattern against lower-case logins, so it uses only syntax that both understand. It suggests and decides nothing
 * (S4).
 */
export const botLoginPattern =
  "(^|[^a-z0-9])(bots?|robots?|ci|ci[-_]?cd|circleci|automations?|svc|service[-_]?accounts?|machine[-_]?users?|github[-_]actions?|jenkins|renovate(bot)?|dependabot|greenkeeper|buildkite)[0-9]*($|[^a-z0-9])";
