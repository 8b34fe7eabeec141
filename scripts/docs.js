// Makes docs/functions.md and docs/diagnostics.md of the records of the library. With --check it compares only.
import { readFileSync, writeFileSync } from "node:fs";
import { codes } from "@pinion/core";
import { allFunctions } from "@pinion/core/functions";

/** Text inside a table's cell or a line. @param {string} text */
const plain = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
/** Code on one line, whatever is in it. @param {string} text */
const code = (text) => {
  const fence = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length)));
  const pad = fence.length > 1 || text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text.replaceAll("\n", "\\n")}${pad}${fence}`;
};

function functionsPage() {
  const families = [...new Set(allFunctions.map(({ family }) => family))].toSorted();
  const lines = ["# Functions", "", "Made from the function library by `npm run docs`.", ""];
  for (const family of families) {
    lines.push(`## ${family}`, "");
    const records = allFunctions.filter((record) => record.family === family);
    for (const record of records.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      lines.push(
        `### ${record.name.replaceAll(/([*<>|_])/gu, "\\$1")}`,
        "",
        code(record.usage),
        "",
        plain(record.summary),
        "",
      );
      if (record.aliases?.length) lines.push(`Also called ${record.aliases.map(code).join(", ")}.`, "");
      if (record.differs !== undefined) lines.push(`Differs from Spark: ${plain(record.differs)}`, "");
      for (const { expr, text } of record.examples)
        lines.push(`- ${code(expr)} → ${text === "" ? "the empty text" : code(text)}`);
      lines.push("");
    }
  }
  return lines.join("\n");
}

function diagnosticsPage() {
  const lines = [
    "# Diagnostics",
    "",
    "Made from the catalogue of codes by `npm run docs`; `pinion explain CODE` shows one page.",
    "",
  ];
  for (const [name, page] of Object.entries(codes).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`## ${name}: ${page.title}`, "", page.explanation, "");
    const { example } = page;
    if (example === undefined) continue;
    const language = example.kind === "project" ? "ts" : "text";
    for (const [file, text] of Object.entries(example.beside ?? {})) {
      lines.push(`${file}:`, "", "````json", text.trimEnd(), "````", "");
    }
    for (const [title, text] of [
      ["wrong", example.wrong],
      ["right", example.right],
    ]) {
      lines.push(`${title}:`, "", `\`\`\`\`${language}`, text.trimEnd(), "````", "");
    }
  }
  return lines.join("\n");
}

const pages = { "docs/functions.md": functionsPage(), "docs/diagnostics.md": diagnosticsPage() };
let stale = 0;
for (const [file, text] of Object.entries(pages)) {
  const path = new URL(`../${file}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
    continue;
  }
  let there = "";
  try {
    there = readFileSync(path, "utf8");
  } catch {
    // Missing is stale.
  }
  if (there !== text) {
    console.error(`${file} is not what the library says: run npm run docs`);
    stale++;
  }
}
process.exit(stale === 0 ? 0 : 1);
