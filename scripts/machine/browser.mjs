import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { runPackage } from "./node.mjs";
import { unpackChromium } from "./packaged-chromium.mjs";
import { say } from "./project.mjs";
import { Refusal } from "./refusal.mjs";

const args = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  // Drawing by the processor itself is quicker than drawing through a graphics card that it imitates.
  "--disable-gpu",
  ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
];

/** Chromium crashes now and then where LANG is empty. */
const locale = { LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };

/** A Chromium that is proved to work by a click, as Playwright's launch options. */
export async function findBrowser() {
  const { chromium } = await import("playwright");
  const failures = [];
  for (const { name, find } of candidates(chromium)) {
    try {
      const found = await find();
      const options = { args, ...found, env: { ...locale, ...found.env } };
      if (!fs.existsSync(options.executablePath)) throw new Error("not there");
      say(`browser: ${name} ${await versionByClicking(chromium, options)}`);
      return options;
    } catch (error) {
      failures.push(`  ${name}: ${reasonIn(error)}`);
    }
  }
  const advice = "Install Chromium, or name one in CHROMIUM_PATH.";
  throw new Refusal(`No usable browser. ${advice} What was tried:\n${failures.join("\n")}`);
}

function candidates(chromium) {
  const named = process.env.CHROMIUM_PATH;
  const onMac = ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const commands = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chromium-headless-shell"];
  return [
    ...(named ? [{ name: "CHROMIUM_PATH", find: () => ({ executablePath: named }) }] : []),
    { name: "Playwright's Chromium", find: () => ({ executablePath: chromium.executablePath() }) },
    ...commands.map((name) => ({ name, find: () => ({ executablePath: commandPath(name) }) })),
    ...(process.platform === "darwin" ? onMac : []).map((file) => ({
      name: path.basename(file),
      find: () => ({ executablePath: file }),
    })),
    { name: "packaged Chromium", find: () => unpackChromium({ withLibraries: false }) },
    { name: "packaged Chromium with its libraries", find: () => unpackChromium({ withLibraries: true }) },
    { name: "downloaded Chromium", find: () => download(chromium) },
  ];
}

function commandPath(name) {
  return execFileSync("sh", ["-c", `command -v ${name} || true`], { encoding: "utf8" }).trim();
}

async function download(chromium) {
  const code = await runPackage("playwright/cli.js", ["install", "chromium"], { stdio: "ignore" });
  if (code !== 0) throw new Error("the download failed");
  return { executablePath: chromium.executablePath() };
}

async function versionByClicking(chromium, { executablePath, args, env }) {
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env },
    timeout: 20_000,
    // Signals are for `command`, which ends this process and the browser with it.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  try {
    const page = await browser.newPage();
    await page.setContent("<button>Click</button>");
    await page.click("button");
    return browser.version();
  } finally {
    await browser.close();
  }
}

function reasonIn({ message }) {
  const lines = message.split("\n");
  return lines.find((line) => /error while loading|No such file|not there|Failed/.test(line))?.trim() ?? lines[0];
}
