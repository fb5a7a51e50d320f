import { randomBytes } from "node:crypto";
import fs from "node:fs";

/** The app's settings for its database. A setting without a value gets one that suits the embedded database. */
export function settingsFor({ url, isEmbedded }, address) {
  return {
    DATABASE_URL: url,
    DATABASE_IS_EMBEDDED: isEmbedded ? "yes" : "",
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || (isEmbedded ? keptSecret() : ""),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || address,
    SAMPLE_SIGN_IN: process.env.SAMPLE_SIGN_IN || (isEmbedded ? "on" : "off"),
  };
}

/** For a command, which signs nobody in: it needs no secret of its own. */
export function commandSettingsFor(database) {
  const settings = settingsFor(database, "http://localhost:3000");
  return { ...settings, NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET || randomBytes(32).toString("hex") };
}

/** What tests know, whatever stands in the environment or in .env: an empty value counts as unset. */
export const testSettings = {
  NEXTAUTH_SECRET: "a secret that only the tests know",
  NEXTAUTH_URL: "http://localhost:3000",
  SAMPLE_SIGN_IN: "on",
  LOG_LEVEL: "error",
  GITHUB_ID: "",
  GITHUB_SECRET: "",
  GITHUB_URL: "",
  GITHUB_API_URL: "",
  OIDC_ISSUER: "",
  OIDC_ID: "",
  OIDC_SECRET: "",
  OIDC_NAME: "",
  FIRST_ADMIN_EMAIL: "",
  STAFF_CONTACT: "",
  BACKGROUND_WORK: "",
};

/** Kept, so that sessions outlive a restart. */
function keptSecret() {
  const file = ".data/nextauth-secret";
  try {
    fs.writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  return fs.readFileSync(file, "utf8");
}
