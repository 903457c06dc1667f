// A page of somebody else's with two runs in it: nothing of the shell, no main.js.

/** @param {string} path @returns {Promise<any>} */
const load = (path) => import(new URL(path, document.baseURI).href);

/** Both runs, by the ids of their places, and what their parts are made of; tests read them from here. */
export const started = start();

async function start() {
  const [{ createText }, { loadSection }] = await Promise.all([
    load("text/text.js"),
    load("brain/section.js"),
  ]);
  const t = createText(await (await fetch("text/en.ftl")).text());
  const section = await loadSection();
  const [wide, slim] = await Promise.all([
    run("wide", { t, section, experiment: "conditioning", seed: 3 }),
    run("slim", { t, section, experiment: "choice", seed: 8 }),
  ]);
  return { wide, slim, load };
}

/** @param {string} id @param {{t: any, section: any, experiment: string, seed: number}} what */
async function run(id, { t, section, experiment, seed }) {
  const [{ Client }, { mountRun }, { readAddress }, { Live }, { Notices }] = await Promise.all(
    ["engine/client", "page/run", "page/state", "story/narrator", "panels/errors"].map((name) =>
      load(`${name}.js`),
    ),
  );
  const client = new Client({ experiment, seed, arms: ["intact", "no_dopamine"] });
  const ready = new Promise((resolve) => client.addEventListener("ready", resolve, { once: true }));
  await client.start();
  await ready;
  const { catalogue } = client;
  const { shown } = readAddress({ search: "", hash: `#exp=${experiment}&seed=${seed}` }, catalogue);
  const root = /** @type {HTMLElement} */ (document.getElementById(id));
  const places = /** @type {HTMLTemplateElement} */ (document.querySelector("template"));
  root.append(places.content.cloneNode(true));
  const before = root.outerHTML;
  const live = new Live(document.getElementById("said"));
  const notices = new Notices(document.getElementById("noticed"), t);
  const mounted = await mountRun(root, { t, client, catalogue, section, shown, live, notices });
  return { ...mounted, root, before };
}
