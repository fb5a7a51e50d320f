// Loaded into a TypeScript script: it ends with plain words where a person can fix the cause, else with a stack.
import { plainWords } from "./refusal.mjs";

process.on("uncaughtException", (error) => {
  console.error(plainWords(error) ?? error);
  process.exit(1);
});
