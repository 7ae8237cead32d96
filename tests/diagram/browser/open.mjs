// Opens BPMN and Mermaid files in headless Chromium and prints, as JSON, what each said and showed.
// node open.mjs <folder of node modules> <chromium> <folder for pictures, or ""> <file>...
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

const [modules, chromium, pictures, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ offline: true, viewport: { width: 1800, height: 900 } });
const page = await context.newPage();
let said = [];
page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
page.on("pageerror", (error) => said.push(String(error)));
page.on("dialog", (dialog) => { said.push("dialog"); dialog.dismiss(); });
await page.setContent('<!doctype html><meta charset="utf-8"><div id="canvas" style="width:1800px;height:900px"></div>');
for (const library of ["bpmn-js/dist/bpmn-viewer.production.min.js", "mermaid/dist/mermaid.min.js"])
  await page.addScriptTag({ path: join(modules, "node_modules", library) });

const openBpmn = async (xml) => {
  const canvas = document.getElementById("canvas");
  canvas.replaceChildren();
  const viewer = new BpmnJS({ container: canvas });
  try {
    const { warnings } = await viewer.importXML(xml);
    viewer.get("canvas").zoom("fit-viewport");
    const shown = viewer.get("elementRegistry").filter((element) => !element.labelTarget);
    return { said: warnings.map((w) => w.message), shown: shown.map((element) => element.id) };
  } catch (error) {
    return { said: [String(error)], shown: [] };
  }
};
const openMermaid = async (text) => {
  mermaid.initialize({ startOnLoad: false });
  try {
    const { svg } = await mermaid.render("picture", text);
    const canvas = document.getElementById("canvas");
    canvas.innerHTML = svg;
    const texts = [...canvas.querySelectorAll(".nodeLabel, .edgeLabel, title, desc")].map((e) => e.textContent);
    const lines = canvas.querySelectorAll(".edgePaths path").length;
    return { said: [], shown: texts, lines, scripts: canvas.querySelectorAll("script, img, a").length };
  } catch (error) {
    return { said: [String(error)], shown: [] };
  }
};

const told = {};
for (const file of files) {
  said = [];
  const text = readFileSync(file, "utf8");
  const outcome = await page.evaluate(file.endsWith(".bpmn") ? openBpmn : openMermaid, text);
  told[basename(file)] = { ...outcome, said: [...outcome.said, ...said] };
  if (pictures) await page.screenshot({ path: join(pictures, basename(file) + ".png") });
}
await browser.close();
console.log(JSON.stringify(told));
