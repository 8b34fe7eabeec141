import { arithmeticFunctions } from "./arithmetic/index.js";
import { arrayFunctions } from "./array/index.js";
import { bitwiseFunctions } from "./bitwise/index.js";
import { castFunctions } from "./cast/index.js";
import { comparisonFunctions } from "./comparison/index.js";
import { conditionalFunctions } from "./conditional/index.js";
import { datetimeFunctions } from "./datetime/index.js";
import { hashFunctions } from "./hash/index.js";
import { higherOrderFunctions } from "./higher-order/index.js";
import { intervalFunctions } from "./interval/index.js";
import { jsonFunctions } from "./json/index.js";
import { mapFunctions } from "./map/index.js";
import { mathFunctions } from "./math/index.js";
import { regexpFunctions } from "./regexp/index.js";
import { stringFunctions } from "./string/index.js";
import { structFunctions } from "./struct/index.js";
import { urlFunctions } from "./url/index.js";
import { vectorFunctions } from "./vector/index.js";
import type { FunctionRecord } from "./record.js";

/**
 * Every function and operator. Operators are records too, under their sign (`+`, `<=>`, `||`), with
 * unary minus as `negative`, unary plus as `positive`, `!` and NOT as `not`.
 */
export const allFunctions: readonly FunctionRecord[] = [
  ...arithmeticFunctions,
  ...mathFunctions,
  ...bitwiseFunctions,
  ...comparisonFunctions,
  ...conditionalFunctions,
  ...castFunctions,
  ...stringFunctions,
  ...regexpFunctions,
  ...urlFunctions,
  ...jsonFunctions,
  ...hashFunctions,
  ...datetimeFunctions,
  ...intervalFunctions,
  ...arrayFunctions,
  ...mapFunctions,
  ...structFunctions,
  ...higherOrderFunctions,
  ...vectorFunctions,
];

const byName = new Map<string, FunctionRecord>();
for (const record of allFunctions) {
  for (const name of [record.name, ...(record.aliases ?? [])]) {
    if (byName.has(name)) throw new Error(`two functions are called ${name}`);
    byName.set(name, record);
  }
}

/** The function of a name or alias, in any case. */
export const findFunction = (name: string): FunctionRecord | undefined => byName.get(name.toLowerCase());

/** All names and aliases, for suggestions. */
export const functionNames = (): Iterable<string> => byName.keys();
