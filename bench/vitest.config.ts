import { defineConfig } from "vitest/config";

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Measures with the app's own queries and actions: a run of Vitest, so that the session alone is not real. */
export default defineConfig({
  root: here("../"),
  resolve: { alias: { "@/": here("../"), "server-only": here("../test/server-only.ts") } },
  test: {
    include: ["bench/*.measure.ts"],
    setupFiles: "bench/setup.ts",
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ["./bench/reporter.ts", "./test/vitest-totals.ts"],
  },
});
