// Bundles the islands into the package, with the licences of everything that is in the bundle.
import { build } from "esbuild";
import { readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/wortlaut/view/static/built");

await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/islands.ts"],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  legalComments: "none",
});

// node_modules/sigma/dist/x.js -> sigma; node_modules/@scope/name/... -> @scope/name
const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => path.split("node_modules/").at(-1).split("/"))
    .filter((parts, _, all) => parts.length > 1 && !parts[0].startsWith("src"))
    .map((parts) => (parts[0].startsWith("@") ? parts.slice(0, 2).join("/") : parts[0])),
);
const notices = [];
for (const name of [...packages].sort()) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE"].map((one) => join(folder, one)).find(existsSync);
  notices.push(`${name} ${version} (${license})\n\n${file ? await readFile(file, "utf8") : "The package carries no licence text of its own.\n"}`);
}
await writeFile(join(out, "LICENCES.txt"), notices.join("\n----\n\n"));
for (const [file, { bytes }] of Object.entries(metafile.outputs)) console.log(`${file.split("/built/").at(-1)} ${bytes}`);
