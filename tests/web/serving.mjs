// What the browser tests share: a browser that is there, a case, a server. Nothing is downloaded.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const from = createRequire(join(root, "web/package.json"));

const paths = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].flatMap((n) =>
  (process.env.PATH ?? "").split(":").map((d) => join(d, n)),
);
export const chromium = [process.env.CHROMIUM, ...paths].find((p) => p && existsSync(p));
// Of a debug and a release build the newer one.
export const program = ["release", "debug"]
  .map((p) => join(root, "target", p, "isnad"))
  .filter((p) => existsSync(p))
  .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];

/** Why the tests cannot run, or nothing. */
export function missing() {
  if (!chromium) return "no Chromium or Chrome; `make browser` installs Debian's";
  if (!program) return "no program; `make build` makes it";
  try {
    from.resolve("playwright-core");
  } catch {
    return "no playwright-core; `npm install --prefix web` fetches it";
  }
}

/** Invented reports that try to be more than text. */
function hostile(dir) {
  const lines = [
    { id: "h1", url: "https://hostile.example/1", title: "<script>document.title='owned'</script>\u202eعنوان", published: "2021-05-02",
      text: "قال شاهد عيان إن طائرات حربية قصفت بلدة <img src=x onerror=alert(1)> أمس فقتل سبعة مدنيين.\n\u202eعكس" },
    { id: "h2", url: "https://hostile.example/2", title: "ط".repeat(2_500_000), text: "اعتقلت القوات خمسة أشخاص في المدينة يوم الأحد." },
  ];
  const file = join(dir, "hostile.jsonl");
  writeFileSync(file, lines.map((l) => JSON.stringify(l)).join("\n"));
  return file;
}

/** Writes a file of people: name to role; the password is `password of NAME`. */
function people(dir, roles) {
  const file = join(dir, "users");
  for (const [name, role] of Object.entries(roles)) {
    const done = spawnSync(program, ["user", "add", file, name, "--role", role], { input: `password of ${name}\n`, encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stderr);
  }
  return ["--users", file];
}

/** Makes a case of the samples and hostile reports, or of the samples alone, and serves it; with people, to them alone. */
export async function serve(roles, alone = false) {
  const dir = mkdtempSync(join(tmpdir(), "isnad-web-"));
  const samples = join(root, "samples");
  const inputs = existsSync(samples) && readdirSync(samples).length > 1 ? [samples] : [];
  const made = spawnSync(program, ["run", ...inputs, ...(alone ? [] : [hostile(dir)]), "--out", dir, "--quiet"], { encoding: "utf8" });
  if (made.status === null || !existsSync(join(dir, "case.isnad"))) throw new Error(made.stderr);
  return serveCase(join(dir, "case.isnad"), roles ? people(dir, roles) : []);
}

/** Serves a case. */
export async function serveCase(path, more = []) {
  const server = spawn(program, ["serve", path, "--port", "0", ...more]);
  const address = await new Promise((done, fail) => {
    server.stdout.on("data", (d) => done(String(d).match(/http:\S+?(?=\/ )/)[0]));
    server.on("exit", () => fail(new Error("the server ended")));
  });
  return { address, path, stop: () => server.kill() };
}

/** Opens the browser. It waits long: a debug build links slowly on a busy machine. */
export async function open() {
  const browser = await from("playwright-core").chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const make = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await make(options);
    context.setDefaultTimeout(100_000);
    return context;
  };
  return browser;
}
