import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { root } from "./project.mjs";

const decompress = promisify(zlib.brotliDecompress);
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
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const unfinished = fs.mkdtempSync(`${folder}.`);
  await pipeline(
    fs.createReadStream(path.join(packageFolder, "bin/chromium.br")),
    zlib.createBrotliDecompress({ chunkSize: 2 ** 21 }),
    fs.createWriteStream(path.join(unfinished, "chromium"), { mode: 0o755 }),
  );
  for (const [archive, target] of Object.entries({ fonts: "fonts", swiftshader: "", al2023: "al2023" })) {
    const packed = await fs.promises.readFile(path.join(packageFolder, "bin", `${archive}.tar.br`));
    extract(await decompress(packed), path.join(unfinished, target));
  }
  fs.writeFileSync(path.join(unfinished, "fonts.conf"), fontConfiguration(folder));
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(unfinished, folder);
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

/** Writes out a tar archive of files, folders and symbolic links. */
function extract(archive, folder) {
  const text = (offset, length) => archive.toString("utf8", offset, offset + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const name = path.join(text(at + 345, 155), text(at, 100));
    const file = path.join(folder, path.normalize(`/${name}`));
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const kind = text(at + 156, 1) || "0";
    fs.mkdirSync(kind === "5" ? file : path.dirname(file), { recursive: true });
    if (kind === "2") fs.symlinkSync(text(at + 157, 100), file);
    if (kind === "0") {
      const mode = Number.parseInt(text(at + 100, 8), 8) || 0o644;
      fs.writeFileSync(file, archive.subarray(at + 512, at + 512 + size), { mode });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
