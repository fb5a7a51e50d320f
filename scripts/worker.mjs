import "./node-version.mjs";
import { command, endsWellWhenStopped, patienceOfJobs } from "./children.mjs";
import { openDatabase, prepareDatabase } from "./database.mjs";
import { install } from "./install.mjs";
import { runTypescript } from "./node.mjs";
import { say } from "./project.mjs";
import { commandSettingsFor } from "./settings.mjs";

/** What a console does by itself, without pages. */
await command(async () => {
  await install();
  const database = await openDatabase();
  const env = commandSettingsFor(database);
  await prepareDatabase(env);
  say("database is ready");
  const ended = runTypescript("scripts/worker.ts", [], { env, stdio: ["ignore", 2, 2], patience: patienceOfJobs });
  endsWellWhenStopped();
  say("working; press Ctrl-C to stop");
  return Promise.race([ended, database.lost]);
});
