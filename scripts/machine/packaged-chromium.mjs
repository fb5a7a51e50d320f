import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import { root } from "./project.mjs";

const packageFolder = path.join(root, "node_modules/@sparticuz/chromium");

/**
 * The Chromium that npm brings along for Linux on x64, as launch options. Unpacked here, because the package's own code
 * writes to fixed places, and its arguments let one closed page end the browser.
 */
export async function unpackChromium({ withLibraries }) {
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("not for this machine");
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, "package.json"), "utf8"));
  const folder = path.join(root, ".data", `chromium-${version}`);
  if (!fs.existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
      ...(withLibraries ? { LD_LIBRARY_PATH: path.join(folder, "al2023/lib") } : {}),
    },
  };
}

async function unpackInto(folder) {
  // Here, because commands load this file before anything is installed.
  const { extract } = await import("tar-fs");
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const unfinished = fs.mkdtempSync(`${folder}.`);
  await decompress("chromium.br", fs.createWriteStream(path.join(unfinished, "chromium"), { mode: 0o755 }));
  for (const [archive, target] of Object.entries({ fonts: "fonts", swiftshader: "", al2023: "al2023" })) {
    await decompress(`${archive}.tar.br`, extract(path.join(unfinished, target)));
  }
  fs.writeFileSync(path.join(unfinished, "fonts.conf"), fontConfiguration(folder));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(unfinished, folder);
}

function decompress(name, to) {
  const packed = fs.createReadStream(path.join(packageFolder, "bin", name));
  return pipeline(packed, zlib.createBrotliDecompress({ chunkSize: 2 ** 21 }), to);
}

/** The package's own file names a fixed folder: elsewhere, on a machine without fonts, all text would be invisible. */
function fontConfiguration(folder) {
  const families = ["sans-serif", "serif", "system-ui", "monospace"];
  const alias = (name) => `<alias><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`;
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir>
${families.map(alias).join("\n")}
</fontconfig>
`;
}
