import "./node-version.mjs";
import { command, endsWellWhenStopped } from "./children.mjs";
import { openDatabase, prepareDatabase } from "./database.mjs";
import { greeting } from "./greeting.mjs";
import { install } from "./install.mjs";
import { say } from "./project.mjs";
import { chosenHost, chosenPort, serve } from "./serve.mjs";
import { settingsFor } from "./settings.mjs";

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
