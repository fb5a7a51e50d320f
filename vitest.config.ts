import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: { alias: { "@/": here("./"), "server-only": here("./test/server-only.ts") } },
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", ".next*/**", ".data/**", "e2e/**"],
    globalSetup: "test/database.ts",
    setupFiles: "test/setup.ts",
    maxWorkers: 2,
    testTimeout: 30_000,
    env: {
      NEXTAUTH_SECRET: "a secret that only the tests know",
      NEXTAUTH_URL: "http://localhost:3000",
      SAMPLE_SIGN_IN: "on",
      LOG_LEVEL: "silent",
      GITHUB_ID: "",
      GITHUB_SECRET: "",
      OIDC_ISSUER: "",
      OIDC_ID: "",
      OIDC_SECRET: "",
      OIDC_NAME: "",
      FIRST_ADMIN_EMAIL: "",
      STAFF_CONTACT: "",
    },
  },
});
