// Opens pages of a report in headless Chromium and prints, as JSON, what axe-core, the printer and the filter say.
// node look.mjs <folder of node modules> <chromium> axe|print|filter <file>...
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, task, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const browser = await require("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const millimetres = 96 / 25.4;
const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

const tasks = {
  async axe(file) {
    const found = [];
    for (const width of [1400, 760]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(readFileSync(join(modules, "node_modules", "axe-core", "axe.min.js"), "utf8"));
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      found.push(...violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 200)).join(" | ")}`));
      await page.close();
    }
    return found;
  },
  async print(file) {
    const page = await browser.newPage({ viewport: { width: Math.round(164 * millimetres), height: 1000 } });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.emulateMedia({ media: "print" });
    await page.goto(pathToFileURL(file).href);
    const first = await page.evaluate(() => {
      const sheet = document.querySelector(".first");
      return sheet ? [sheet.scrollHeight, sheet.clientHeight, Math.round(sheet.lastElementChild.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top)] : [0, 0, 0];
    });
    await page.pdf({ path: file.replace(/html$/, "pdf"), preferCSSPageSize: true });
    await page.close();
    return { scroll: first[0], client: first[1], filled: first[2], asked };
  },
  async filter(file) {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const begin = Date.now();
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(drawn);
    const opened = Date.now() - begin;
    const status = () => page.textContent(".filter[data-for=procedures] [role=status]");
    const told = [];
    const times = [];
    for (const words of ["1.000017", "THU thử", "khong co", ""]) {
      const start = Date.now();
      await page.fill("#filter", words);
      await page.evaluate(drawn);
      times.push(Date.now() - start);
      told.push(await status());
    }
    await page.selectOption("#verdict", "within");
    told.push(await status());
    await page.close();
    return { opened, slowest: Math.max(...times), told };
  },
};

const told = {};
for (const file of files) told[file] = await tasks[task](file);
await browser.close();
console.log(JSON.stringify(told));
