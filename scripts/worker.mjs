import "./machine/node-version.mjs";
import { command, endsWellWhenStopped, patienceOfJobs } from "./machine/children.mjs";
import { openDatabase, prepareDatabase } from "./machine/database.mjs";
import { install } from "./machine/install.mjs";
import { runTypescript } from "./machine/node.mjs";
import { say } from "./machine/project.mjs";
import { commandSettingsFor } from "./machine/settings.mjs";

/** What a console does by itself, without pages. */
await command(async () => {
  await install();
  const database = await openDatabase();
  const env = commandSettingsFor(database);
  await prepareDatabase(env);
  say("database is ready");
  const ended = runTypescript("scripts/machine/run-jobs.ts", [], {
    env,
    stdio: ["ignore", 2, 2],
    patience: patienceOfJobs,
  });
  endsWellWhenStopped();
  say("working; press Ctrl-C to stop");
  return Promise.race([ended, database.lost]);
});
