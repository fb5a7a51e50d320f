import { stripVTControlCharacters } from "node:util";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Prints what the measurements print, and what failed. */
export default class BenchReporter implements Reporter {
  onUserConsoleLog({ content, type }: { content: string; type: "stdout" | "stderr" }) {
    process[type].write(content);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    const errors = modules.flatMap((module) => [
      ...module.errors(),
      ...[...module.children.allTests()].flatMap((test) => test.result().errors ?? []),
    ]);
    for (const { stack, message } of [...errors, ...unhandledErrors]) {
      console.error(stripVTControlCharacters(stack ?? message));
    }
  }
}
