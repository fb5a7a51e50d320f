// What a thread that reads begins with. Next.js compiles it with all it imports; commands and tests run the sources.
// biome-ignore lint/style/noProcessEnv: set by Next.js where it compiles this, which then leaves the block out.
if (!process.env.NEXT_RUNTIME) {
  const { fileURLToPath } = await import("node:url");
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: fileURLToPath(new URL("../../tsconfig.json", import.meta.url)) });
}
const { answerReadings } = await import("./answer-readings.ts");
answerReadings();
