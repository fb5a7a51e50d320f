import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Layers that can touch neither a database nor Next.js: their files may share what is loaded. */
const pure = ["domain/**/*.test.ts", "components/**/*.test.ts"];
const never = ["**/node_modules/**", ".next*/**", ".data/**", "e2e/**"];

export default defineConfig({
  resolve: { alias: { "@/": here("./"), "server-only": here("./test/server-only.ts") } },
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ["default", "./test/vitest-totals.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "database",
          include: ["**/*.test.ts"],
          exclude: [...never, ...pure],
          globalSetup: "test/database.ts",
          setupFiles: ["test/console-errors.ts", "test/setup.ts"],
        },
      },
      {
        extends: true,
        test: { name: "pure", include: pure, exclude: never, isolate: false, setupFiles: "test/console-errors.ts" },
      },
    ],
  },
});
