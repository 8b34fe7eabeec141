import type { PreprocessDefinition } from "../definitions.js";
import { DEFINITION } from "../brand.js";
import { DefinitionError } from "../error.js";
import { frozen } from "../frozen.js";
import { shown } from "../name.js";
import { callSite } from "../site.js";
import type { InferValue } from "../types/infer.js";
import { columnsOf } from "./columns.js";
import type { ColumnsOf, ColumnTypes, Source } from "./types.js";

/** A function of the user's that every row goes through, and the columns that it gives. */
export interface PreprocessOptions<
  S extends Source,
  Input extends keyof ColumnsOf<S> & string,
  Columns extends ColumnTypes,
> {
  /** The source's columns that the function reads. */
  readonly inputs: readonly Input[];
  /** The columns that it computes: expressions of features and keys use them beside the source's own. */
  readonly columns: Columns;
  /**
   * From a row to its computed columns; what is left out is NULL. Exported from a definition file, best from one of its
   * own, since that file is bundled with the evaluators. It must be pure: it runs in batch, on streams and at request
   * time, and gives the same for the same row. Where it throws, its columns are NULL, which the job's report counts.
   */
  readonly run: (row: {
    readonly [Name in Input]: InferValue<ColumnsOf<S>[Name]>;
  }) => { readonly [Name in keyof Columns]?: InferValue<Columns[Name]> | null };
}

/** A source whose rows have further columns, computed by a function: for what expressions cannot say. */
export function preprocess<
  S extends Source,
  const Input extends keyof ColumnsOf<S> & string,
  const Columns extends ColumnTypes,
>(source: S, options: PreprocessOptions<S, Input, Columns>): S {
  const site = callSite(preprocess);
  const { inputs, run } = options;
  const place = (name: string) => ({ site, path: [1, name] });
  const columns = columnsOf(options.columns, source.name, site);
  const known = new Set(source.columns.map(({ name }) => name.toLowerCase()));
  const unknown = inputs.find((input) => !source.columns.some(({ name }) => name === input));
  if (unknown !== undefined || inputs.length === 0) {
    const what =
      unknown === undefined ? "nothing" : `\`${unknown}\`, which source \`${source.name}\` has not`;
    throw new DefinitionError("PN1117", `preprocess reads ${what}`, place("inputs"), {
      help: "name columns of the source",
    });
  }
  const taken = columns.find(({ name }) => known.has(name.toLowerCase()));
  if (taken !== undefined) {
    throw new DefinitionError("PN1117", `source \`${source.name}\` has a column \`${taken.name}\` already`, {
      site,
      path: [1, "columns", taken.name],
    });
  }
  if (typeof run !== "function") {
    throw new DefinitionError("PN1117", `the function of preprocess is ${shown(run)}`, place("run"));
  }
  const definition: PreprocessDefinition = {
    site,
    inputs: frozen([...inputs]),
    columns,
    run,
  };
  return frozen({ ...source, [DEFINITION]: "source", preprocess: frozen(definition) });
}
