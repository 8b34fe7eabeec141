import { nearest, PinionError } from "@pinion/core";
import { allFunctions, findFunction, functionNames, type FunctionRecord } from "@pinion/core/functions";
import { print, printDocument, table } from "../output.js";

/** `pinion functions [NAME]`. */
export async function functions(name: string | undefined, { json }: { readonly json?: true }): Promise<void> {
  if (name !== undefined) {
    const record = findFunction(name);
    if (record === undefined) {
      const guess = nearest(name, functionNames());
      throw new PinionError("PN2301", `there is no function \`${name}\``, {
        help: guess === undefined ? "`pinion functions` lists all there are" : `did you mean \`${guess}\`?`,
      });
    }
    if (json === true) printDocument(documentOf(record));
    else print(pageOf(record));
    return;
  }
  const all = allFunctions.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (json === true) printDocument({ functions: all.map(documentOf) });
  else
    print(
      table(
        ["function", "family", "usage"],
        all.map((record) => [record.name, record.family, record.usage]),
      ),
    );
}

const documentOf = ({ name, aliases, family, usage, summary, examples, differs }: FunctionRecord) => ({
  name,
  aliases: aliases ?? [],
  family,
  usage,
  summary,
  examples,
  differs,
});

function pageOf({ usage, aliases, family, summary, examples, differs }: FunctionRecord): string {
  const lines = [usage, "", summary, "", `family: ${family}`];
  if (aliases !== undefined && aliases.length > 0) lines.push(`also called: ${aliases.join(", ")}`);
  if (differs !== undefined) lines.push(`differs from Spark: ${differs}`);
  lines.push("", "examples:", ...examples.map(({ expr, text }) => `  ${expr}  →  ${text}`));
  return lines.join("\n");
}
