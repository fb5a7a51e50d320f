import "./machine/node-version.mjs";
import { openWorld, smallScale } from "./machine/bench-world.mjs";
import { measureOperations, measurePages } from "./machine/benchmark.mjs";
import { command } from "./machine/children.mjs";
import { install } from "./machine/install.mjs";
import { say } from "./machine/project.mjs";
import { Refusal } from "./machine/refusal.mjs";

const worlds = { "--small": smallScale, "--tenth": 1 / 10 };

/**
 * Measures on the large world, or on a smaller one with --small or --tenth. --open keeps it open for experiments
 * instead; --no-pages leaves out what needs a build.
 */
await command(async () => {
  const flags = process.argv.slice(2);
  const unknown = flags.filter((flag) => !(flag in worlds) && !["--open", "--no-pages"].includes(flag));
  if (unknown.length > 0)
    throw new Refusal(`Unknown: ${unknown.join(" ")}. There are --small, --tenth, --open and --no-pages.`);
  const small = flags.find((flag) => flag in worlds);

  await install();
  const url = await openWorld(worlds[small] ?? 1);
  if (flags.includes("--open")) {
    say("open until you press Ctrl-C");
    console.log(url);
    return new Promise(() => {});
  }
  const code = await measureOperations(url);
  if (code !== 0 || flags.includes("--no-pages")) return code;
  if (small === "--small") {
    say("pages are not measured on the small world");
    return code;
  }
  return measurePages(url);
});
