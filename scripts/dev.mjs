import "./machine/node-version.mjs";
import { command, endsWellWhenStopped } from "./machine/children.mjs";
import { openDatabase, prepareDatabase } from "./machine/database.mjs";
import { greeting } from "./machine/greeting.mjs";
import { install } from "./machine/install.mjs";
import { say } from "./machine/project.mjs";
import { chosenHost, chosenPort, serve } from "./machine/serve.mjs";
import { settingsFor } from "./machine/settings.mjs";

await command(async () => {
  const port = await chosenPort();
  await install();
  const database = await openDatabase();
  const env = settingsFor(database, `http://localhost:${port}`);
  const host = chosenHost(env);
  await prepareDatabase(env);
  say("database is ready");
  const server = await serve("dev", port, env, host);
  endsWellWhenStopped();
  say(`serving ${env.NEXTAUTH_URL}`);
  console.log(greeting(env));
  return Promise.race([server.ended, database.lost]);
});
