// Builds every example anew and compares what comes out with the artifacts that are committed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compileProject } from "@pinion/compiler";

const examples = new URL("../examples/", import.meta.url).pathname;
let different = 0;
for (const name of readdirSync(examples).toSorted()) {
  const project = join(examples, name);
  const result = await compileProject(project);
  if (result.kind === "failed") {
    console.error(`${name} does not compile: ${result.diagnostics.map(({ message }) => message).join("; ")}`);
    different++;
    continue;
  }
  for (const [file, text] of result.artifacts) {
    const path = join(project, ".pinion", file);
    let committed;
    try {
      committed = readFileSync(path, "utf8");
    } catch {
      committed = undefined;
    }
    if (committed === text) continue;
    console.error(
      `${path} is not what its definitions give: run npx pinion build --project examples/${name}`,
    );
    different++;
  }
}
console.log(
  different === 0 ? "examples: their artifacts are what their definitions give" : `${different} files differ`,
);
process.exit(different === 0 ? 0 : 1);
