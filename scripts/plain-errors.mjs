// Loaded into a TypeScript script: what a person can mend ends it with plain words, anything else with its stack.
import { plainWords } from "./refusal.mjs";

process.on("uncaughtException", (error) => {
  console.error(plainWords(error) ?? error);
  process.exit(1);
});
