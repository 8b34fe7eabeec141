import type { AggregateOp, AggregateParameters } from "@pinion/core";
import { DefinitionError, type DefinitionPlace } from "../error.js";
import { frozen } from "../frozen.js";
import { shown, shownNumber } from "../name.js";
import { windowOf } from "../window.js";

/** States hold so many values at most. */
const MOST_VALUES = 10_000;

/** What the options of an aggregate's builder say beside window, filter and terms. Throws PN1115. */
export function parametersOf(
  op: AggregateOp,
  options: object,
  place: DefinitionPlace,
): AggregateParameters | undefined {
  const all: Readonly<Record<string, unknown>> = { ...options };
  const at = (name: string): DefinitionPlace => ({ ...place, path: [...place.path, name] });
  const within = (name: string, least: number, most: number, whole: boolean, what: string): number => {
    const value = all[name];
    if (typeof value === "number" && value >= least && value <= most && (!whole || Number.isInteger(value))) {
      return value;
    }
    throw new DefinitionError("PN1115", `\`${name}\` of ${op} is ${shownNumber(value)}`, at(name), {
      label: `expected ${what}`,
      help: `give it ${what}`,
    });
  };
  const optional = (name: string, least: number, most: number, what: string): AggregateParameters =>
    all[name] === undefined ? {} : { accuracy: within(name, least, most, true, what) };
  switch (op) {
    case "lastN":
    case "firstN":
    case "topK":
      return frozen({ n: within("n", 1, MOST_VALUES, true, `a whole number from 1 to ${MOST_VALUES}`) });
    case "percentile":
      return frozen({ percentage: within("p", 0, 1, false, "a number from 0 to 1") });
    case "approxPercentile":
      return frozen({
        percentage: within("p", 0, 1, false, "a number from 0 to 1"),
        ...optional("compression", 20, 10_000, "a whole number from 20 to 10000"),
      });
    case "approxCountDistinct": {
      const accuracy = optional("precision", 4, 18, "a whole number from 4 to 18");
      return accuracy.accuracy === undefined ? undefined : frozen(accuracy);
    }
    case "bucketedCount":
    case "bucketedSum":
      return frozen({ boundaries: boundariesOf(op, all["boundaries"], at("boundaries")) });
    case "decayedSum":
    case "decayedCount":
    case "decayedAvg":
      return frozen({ halfLifeMicros: windowOf(all["halfLife"], at("halfLife")).seconds * 1_000_000 });
    default:
      return undefined;
  }
}

function boundariesOf(op: AggregateOp, given: unknown, place: DefinitionPlace): readonly number[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const numbers = list.filter((one): one is number => typeof one === "number" && Number.isFinite(one));
  const ascending = numbers.every((one, i) => i === 0 || one > (numbers[i - 1] ?? 0));
  if (numbers.length > 0 && numbers.length === list.length && ascending && list.length <= 1_000) {
    return frozen([...numbers]);
  }
  throw new DefinitionError(
    "PN1115",
    `\`boundaries\` of ${op} are ${Array.isArray(given) ? "no ascending numbers" : shown(given)}`,
    place,
    { label: "expected numbers, each greater than the one before", help: "write them as in [0, 10, 100]" },
  );
}

/** How many entries of a map are kept. Throws PN1115. */
export function limitOf(
  op: AggregateOp,
  { groupBy, limit }: { readonly groupBy?: unknown; readonly limit?: unknown },
  place: DefinitionPlace,
): number | undefined {
  if (limit === undefined) return undefined;
  const at = { ...place, path: [...place.path, "limit"] };
  if (groupBy === undefined) {
    throw new DefinitionError("PN1115", `\`limit\` of ${op} has no \`groupBy\``, at, {
      help: "a limit keeps the greatest entries of a map: add groupBy, or use lastN or topK",
    });
  }
  if (typeof limit === "number" && Number.isInteger(limit) && limit > 0) return limit;
  throw new DefinitionError("PN1115", `\`limit\` of ${op} is ${shownNumber(limit)}`, at, {
    label: "expected a whole number greater than 0",
    help: "say how many entries of the map to keep",
  });
}
