import fs from "node:fs";
import { alone, isUsedByOthers } from "./alone.mjs";
import { run } from "./children.mjs";
import { say } from "./project.mjs";
import { Failure, Refusal } from "./refusal.mjs";

/** Installs the dependencies when they are missing, half installed, of another lock file or of another machine. */
export async function install() {
  if (isInstalled()) return;
  await alone("install", async () => {
    if (isInstalled()) return;
    if (await isUsedByOthers("build.next")) throw new Refusal(servedAlready);
    say("installing dependencies");
    // Named, because NODE_ENV=production or a user's npmrc would leave them out.
    const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const code = await run("npm", args, { stdio: ["ignore", 2, 2] });
    if (code !== 0) throw new Failure("The dependencies could not be installed: npm says why above.");
    say("dependencies installed");
  });
}

const servedAlready =
  "A console is running from this folder, and its dependencies have changed. Stop it first, then try again: installing now would break it.";

/** npm writes its own lock file into node_modules as the last thing it does. */
function isInstalled() {
  if (!fs.existsSync("node_modules/.package-lock.json")) return false;
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf("node_modules/.package-lock.json");
  return (
    Object.entries(wanted).every(([name, { version, optional }]) =>
      present[name] ? present[name].version === version : name === "" || optional,
    ) && Object.values(present).every(fitsMachine)
  );
}

function packagesOf(file) {
  return JSON.parse(fs.readFileSync(file, "utf8")).packages;
}

function fitsMachine({ os, cpu }) {
  return admits(os, process.platform) && admits(cpu, process.arch);
}

/** npm's lists name what is admitted, or with "!" what is not. */
function admits(list, value) {
  if (!list || list.includes("any")) return true;
  const refused = list.filter((entry) => entry.startsWith("!"));
  return refused.length > 0 ? !refused.includes(`!${value}`) : list.includes(value);
}
