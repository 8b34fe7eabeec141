import { isAnchored, type FeatureEntry } from "@pinion/core";
import type { TableChoice } from "../../serve/choose-table.js";
import type { Caller } from "../auth/caller.js";
import { columnsWriter, headText, type Cells } from "../json/columns.js";
import { parseBytes } from "../json/parse.js";
import { readAnswer } from "../read-answer.js";
import { feastRequestReader, type FeastRequest, type FeatureReference } from "../read/feast-request.js";
import { scanAnswer } from "../scan-answer.js";
import type { Serving } from "../serving.js";
import type { Asked, BodyRoute } from "./route.js";

/*
 * `POST /get-online-features`: what Feast's feature servers answer, column by column, so that their clients can be
 * pointed here.
 */

export const getOnlineFeaturesRoute = (serving: Serving): BodyRoute => {
  const { columnWriter, features, limits, manifest } = serving;
  const read = feastRequestReader(manifest, features, limits);
  const write = columnsWriter(features, manifest.project.timeZone);
  const chooseTables = tableChooser(serving);

  const values = async (asked: Asked, request: FeastRequest): Promise<Buffer> =>
    write(request, await readColumns(serving, chooseTables, asked, request));

  const answer = (asked: Asked, request: FeastRequest, choice: TableChoice): Buffer | Promise<Buffer> => {
    const { entities, references } = request;
    const asFound = { entities, features: references.features, tables: choice };
    const isPlain = request.request === undefined && references.rounds.length === 1;
    const written = isPlain
      ? scanAnswer(serving, asked, asFound, limits.deadlineMs, (plan) =>
          columnWriter.takerOf(plan, headText(request)),
        )
      : undefined;
    if (!(written instanceof Promise)) return written ?? values(asked, request);
    return written.then((bytes) => bytes ?? values(asked, request));
  };

  return {
    method: "POST",
    path: "/get-online-features",
    role: "read",
    answer: (body, asked) => {
      const request = read(parseBytes(body));
      const choice = chooseTables(asked.caller, request.references.list);
      if (!(choice instanceof Promise)) return answer(asked, request, choice);
      return choice.then((tables) => answer(asked, request, tables));
    },
  };
};

/** The values of each reference. One feature of two tables takes two reads, anything else is one. */
async function readColumns(
  serving: Serving,
  chooseTables: ChooseTables,
  asked: Asked,
  request: FeastRequest,
): Promise<readonly Cells[]> {
  const columns: Cells[] = [];
  const { list, rounds } = request.references;
  for (const round of rounds) {
    const references = round.map((i) => list[i] ?? { table: "", feature: "" });
    const answer = await readAnswer(
      serving,
      asked,
      {
        features: references.map(({ feature }) => feature),
        entities: request.entities,
        tables: await chooseTables(asked.caller, references),
        ...(request.request === undefined ? {} : { request: request.request }),
      },
      serving.limits.deadlineMs,
    );
    round.forEach((reference, at) => {
      columns[reference] = { rows: answer.rows, at };
    });
  }
  return columns;
}

type ChooseTables = (
  caller: Caller,
  references: readonly FeatureReference[],
) => TableChoice | Promise<TableChoice>;

/**
 * What stands before the colon is a table; or, as views are in Feast, what the feature was declared in: then it is
 * read from wherever it was materialised, or computed. The store is not asked for tables that are not the caller's.
 */
function tableChooser({ features, heldFeatures }: Pick<Serving, "features" | "heldFeatures">): ChooseTables {
  /** Most requests are for what the one before was for: they get the same choice, by which it is known that they are. */
  let last:
    | {
        readonly caller: Caller;
        readonly references: readonly FeatureReference[];
        readonly tables: readonly string[];
        readonly held: readonly ReadonlySet<string>[];
        readonly choice: TableChoice;
      }
    | undefined;

  return (caller, references) => {
    const before = last?.caller === caller && sameReferences(last.references, references) ? last : undefined;
    const tables = before?.tables ?? [...new Set(references.map(({ table }) => table))].filter(caller.maySee);
    const choose = (held: readonly ReadonlySet<string>[]): TableChoice => {
      if (before !== undefined && held.every((names, i) => names === before.held[i])) return before.choice;
      const choice = Object.create(null) as Record<string, string>;
      for (const { table, feature } of references) {
        const entry = features.get(feature);
        const isHeld = held[tables.indexOf(table)]?.has(feature) === true;
        if (entry !== undefined && !isHeld && declaredIn(entry, table)) continue;
        choice[feature] = table;
      }
      last = { caller, references, tables, held, choice: Object.freeze(choice) };
      return choice;
    };
    const held = tables.map(heldFeatures);
    const isKnown = (names: (typeof held)[number]): names is ReadonlySet<string> =>
      !(names instanceof Promise);
    return held.every(isKnown) ? choose(held) : Promise.all(held.map(async (names) => names)).then(choose);
  };
}

/** Lists that were read from the same texts are the same object. */
const sameReferences = (a: readonly FeatureReference[], b: readonly FeatureReference[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every(({ table, feature }, i) => table === b[i]?.table && feature === b[i].feature));

const declaredIn = (feature: FeatureEntry, name: string): boolean =>
  (isAnchored(feature) ? feature.anchor : feature.name) === name;
