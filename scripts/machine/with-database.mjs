import "./node-version.mjs";
import { alone } from "./alone.mjs";
import { command } from "./children.mjs";
import { openDatabase, prepareDatabase } from "./database.mjs";
import { install } from "./install.mjs";
import { runTypescript } from "./node.mjs";
import { callerFolder } from "./project.mjs";
import { commandSettingsFor } from "./settings.mjs";

/** `with-database.mjs FILE ARGS…` runs a script with the database, and starts and stops it if it is not running. */
await command(async () => {
  const [file, ...args] = process.argv.slice(2);
  await install();
  const database = await openDatabase();
  const env = commandSettingsFor(database);
  const run = () => runTypescript(file, args, { cwd: callerFolder, env });
  if (["scripts/migrate.ts", "scripts/reset.ts"].includes(file)) return alone("database", run);
  if (database.isEmbedded) await prepareDatabase(env);
  return run();
});
