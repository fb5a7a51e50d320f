import { z } from "zod";
import { isLoopback } from "./domain/front-door.mjs";

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" });
const webUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" });
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export const Environment = z.object({
  DATABASE_URL: postgresUrl,
  NEXTAUTH_SECRET: z.string("is missing").min(32, "must have 32 characters or more"),
  NEXTAUTH_URL: webUrl,
  SAMPLE_SIGN_IN: z
    .enum(["on", "off"], "must be on or off")
    .default("off")
    .transform((value) => value === "on"),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GITHUB_URL: webUrl.default("https://github.com"),
  GITHUB_API_URL: webUrl.default("https://api.github.com"),
  OIDC_ISSUER: webUrl.optional(),
  OIDC_ID: z.string().optional(),
  OIDC_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default("Single sign-on"),
  FIRST_ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  STAFF_CONTACT: z.string().default("your Codecov admin"),
  BACKGROUND_WORK: z
    .enum(["on", "off"], "must be on or off")
    .default("on")
    .transform((value) => value === "on"),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("info"),
});

const allOrNone = [
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["OIDC_ISSUER", "OIDC_ID", "OIDC_SECRET"],
];

/** Reads the configuration, or throws one error that names every bad variable. An empty value counts as unset. */
export function readEnvironment(variables: Record<string, string | undefined>) {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(set);
  const problems = [
    ...(result.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? []),
    ...missingFromProviders(set),
    ...openToOthers(set),
  ];
  if (result.success && problems.length === 0) return result.data;

  const error = new Error(`${problems.join("; ")}. Correct the environment: .env.example explains each variable.`);
  error.name = "EnvironmentError";
  throw error;
}

function missingFromProviders(set: Record<string, string | undefined>): string[] {
  return allOrNone
    .filter((names) => names.some((name) => set[name]))
    .flatMap((names) =>
      names.filter((name) => !set[name]).map((name) => `${name} is missing: ${names.join(", ")} belong together`),
    );
}

/** With sample sign-ins anybody who reaches the console may do everything. */
function openToOthers({ SAMPLE_SIGN_IN, NEXTAUTH_URL = "", DATABASE_URL = "" }: Record<string, string | undefined>) {
  if (SAMPLE_SIGN_IN !== "on") return [];
  const isElsewhere = (url: string) => URL.canParse(url) && !isLoopback(new URL(url).hostname);
  return [
    NEXTAUTH_URL.startsWith("https:") ? "NEXTAUTH_URL is one for others (https)" : [],
    isElsewhere(DATABASE_URL) ? "DATABASE_URL is not on this machine" : [],
  ]
    .flat()
    .map((problem) => `SAMPLE_SIGN_IN must be off: ${problem}`);
}

export const env = readEnvironment(process.env);
