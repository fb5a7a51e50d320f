// Imported first by every command, and everything a command imports must parse on Node 16, so that this line is read.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old. Install Node 20.19 or newer, then try again.`);
  process.exit(1);
}
