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
    reporters: ["default", "./test/vitest-totals.ts"],
  },
});
