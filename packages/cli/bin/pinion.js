#!/usr/bin/env node
import { existsSync, statSync } from "node:fs";

const [command = ""] = process.argv.slice(2);

/*
 * What compiles starts from a few bundled files, so that it is quick; a checkout that was built since they were
 * made runs what was built.
 */
const bundled = new URL("../bundle/main.js", import.meta.url);
const modules = new URL("../dist/main.js", import.meta.url);
const { main } = await import((usesBundle() ? bundled : modules).href);
await main(process.argv.slice(2));

function usesBundle() {
  if (!["build", "check", "functions"].includes(command) || !existsSync(bundled)) return false;
  const made = statSync(bundled).mtimeMs;
  return ["core", "dsl", "compiler", "cli"].every((name) => {
    const info = new URL(`../../${name}/dist/.tsbuildinfo`, import.meta.url);
    return !existsSync(info) || statSync(info).mtimeMs <= made;
  });
}
