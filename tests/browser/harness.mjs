// What every browser test needs: the site on a free port, a Chromium, and a
// page that remembers its errors and its requests.

import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

/** A headless Chromium that asks nothing of the network by itself. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const NAMES = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];

/**
 * @typedef {object} View
 * @property {number} [width] default 1280
 * @property {number} [height] default 800
 * @property {boolean} [dark]
 * @property {boolean} [reducedMotion]
 * @property {number} [scale] device pixels per CSS pixel
 * @property {string} [url] below the site, such as "?seed=1"
 *
 * @typedef {object} Opened
 * @property {import("playwright-core").Page} page
 * @property {string[]} errors console errors and uncaught exceptions
 * @property {string[]} requests all addresses that were asked for
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Harness
 * @property {string} site address, ends in a slash
 * @property {import("playwright-core").Browser} browser
 * @property {(view?: View) => Promise<Opened>} openPage
 * @property {() => Promise<void>} close the browser, all pages and the server
 */

/** @type {Promise<Harness> | null} */
let running = null;

/** The harness of all tests in this process: started by the first that asks, closed after the last test.
 * @returns {Promise<Harness>}
 */
export function shared() {
  if (!running) {
    const starting = start();
    after(async () => (await starting).close());
    running = starting;
  }
  return running;
}

/** Starts everything; `cargo xtask` names the site and the browser in the environment.
 * @returns {Promise<Harness>}
 */
export async function start() {
  const server = process.env.NEUROTIDE_SITE ? null : await serve();
  const site = process.env.NEUROTIDE_SITE ?? server?.site ?? "";
  const browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  return {
    site,
    browser,
    openPage: (view = {}) => openPage(browser, site, view),
    close: async () => {
      await browser.close();
      server?.stop();
    },
  };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} site
 * @param {View} view
 * @returns {Promise<Opened>}
 */
async function openPage(browser, site, view) {
  const context = await browser.newContext({
    viewport: { width: view.width ?? 1280, height: view.height ?? 800 },
    colorScheme: view.dark ? "dark" : "light",
    reducedMotion: view.reducedMotion ? "reduce" : "no-preference",
    deviceScaleFactor: view.scale ?? 1,
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  /** @type {string[]} */
  const requests = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  context.on("request", (request) => requests.push(request.url()));
  await page.goto(new URL(view.url ?? "", site).href);
  return { page, errors, requests, close: () => context.close() };
}

/** Requests that left the site. Data and blob addresses stay in the page.
 * @param {string[]} requests
 * @param {string} site
 */
export function foreign(requests, site) {
  const { origin } = new URL(site);
  return requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== origin);
}

function findBrowser() {
  if (process.env.CHROME) return process.env.CHROME;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(runs);
  if (!found) throw new Error("no Chrome or Chromium was found; name one: CHROME=/path/to/chrome");
  return found;
}

/** @param {string} file */
function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The site, built if needed, for tests that are started by hand.
 * @returns {Promise<{site: string, stop: () => void}>}
 */
function serve() {
  const child = spawn("cargo", ["xtask", "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
      const site = text.match(/http:\/\/\S+/)?.[0];
      if (site) resolve({ site, stop: () => child.kill() });
    });
    child.on("exit", (code) => reject(new Error(`cargo xtask serve ended with ${code}`)));
  });
}
