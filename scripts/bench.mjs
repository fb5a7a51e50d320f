import "./node-version.mjs";
import { benchServer, copyOf, worldDatabase } from "./bench-world.mjs";
import { atEnd, command } from "./children.mjs";
import { install } from "./install.mjs";
import { runPackage } from "./node.mjs";
import { say } from "./project.mjs";
import { commandSettingsFor, testSettings } from "./settings.mjs";

/** `--small` takes the world of a smoke; `--open` keeps a copy of the world open for experiments instead of measuring. */
await command(async () => {
  const flags = process.argv.slice(2);
  await install();
  const server = await benchServer();
  const world = await worldDatabase(server, flags.includes("--small") ? 1 / 200 : 1);
  const { url, drop } = await copyOf(server, world);
  atEnd(drop);
  if (!flags.includes("--open"))
    return runPackage("vitest/vitest.mjs", ["run", "--config", "bench/vitest.config.ts"], {
      env: { ...testSettings, ...commandSettingsFor({ url, isEmbedded: true }), LOG_LEVEL: "error" },
    });
  say("open until you press Ctrl-C");
  console.log(url);
  await server.lost;
});
