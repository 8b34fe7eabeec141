import { isAnchored, type FeatureEntry } from "@pinion/core";
import type { EntityFeatures, FeatureStatus } from "../../serve/get-features.js";
import type { TableChoice } from "../../serve/resolve.js";
import type { Caller } from "../auth/caller.js";
import { featureWriters, instantWriter } from "../json/answer-writer.js";
import { parseBytes } from "../json/parse.js";
import { toJson } from "../json/write.js";
import { readAnswer } from "../read-answer.js";
import { readFeastRequest, type FeastRequest, type FeatureReference } from "../read/feast-request.js";
import type { Serving } from "../serving.js";
import type { Asked, BodyRoute } from "./route.js";

/*
 * `POST /get-online-features`: what Feast's feature servers answer, column by column, so that their clients can be
 * pointed here.
 */

const STATUS: Readonly<Record<FeatureStatus, string>> = {
  present: "PRESENT",
  null: "NULL_VALUE",
  keyNotFound: "NOT_FOUND",
  featureNotFound: "NOT_FOUND",
  notMaterialised: "NOT_FOUND",
  stale: "OUTSIDE_MAX_AGE",
};
/** The time of what has none. */
const EPOCH = '"1970-01-01T00:00:00Z"';

export const getOnlineFeaturesRoute = (serving: Serving): BodyRoute => {
  const writers = featureWriters(serving.features, serving.manifest.project.timeZone);
  const chooseTables = tableChooser(serving);
  return {
    method: "POST",
    path: "/get-online-features",
    role: "read",
    answer: async (body, asked) => {
      const request = readFeastRequest(parseBytes(body), serving.manifest, serving.features, serving.limits);
      const columns = await readColumns(serving, chooseTables, asked, request);
      const keyColumns = request.keyColumns.map(({ values }) => {
        const each = values.map(() => '"PRESENT"').join(",");
        return columnText(values.map(toJson).join(","), each, values.map(() => EPOCH).join(","));
      });
      // Most columns are of one time.
      const instant = instantWriter(EPOCH);
      const featureColumns = request.references.map(({ feature }, i) => {
        const write = writers(feature, "number");
        const { rows, at } = columns[i] ?? { rows: [], at: 0 };
        return columnText(
          rows.map(({ values }) => write(values[at] ?? null)).join(","),
          rows.map(({ status }) => `"${STATUS[status[at] ?? "notMaterialised"]}"`).join(","),
          rows.map(({ asOf }) => instant(asOf[at] ?? null)).join(","),
        );
      });
      const names = [
        ...request.keyColumns.map(({ name }) => name),
        ...request.references.map(({ table, feature }) =>
          request.fullNames ? `${table}__${feature}` : feature,
        ),
      ];
      const results = [...keyColumns, ...featureColumns].join(",");
      return Buffer.from(`{"metadata":{"feature_names":${JSON.stringify(names)}},"results":[${results}]}`);
    },
  };
};

const columnText = (values: string, statuses: string, times: string): string =>
  `{"values":[${values}],"statuses":[${statuses}],"event_timestamps":[${times}]}`;

/** The values of one reference: those at one place of each row. */
interface Cells {
  readonly rows: readonly EntityFeatures[];
  readonly at: number;
}

/** The values of each reference. One feature of two tables takes two reads, anything else is one. */
async function readColumns(
  serving: Serving,
  chooseTables: ChooseTables,
  asked: Asked,
  request: FeastRequest,
): Promise<readonly Cells[]> {
  const columns: Cells[] = [];
  for (const round of roundsOf(request.references)) {
    const references = round.map((i) => request.references[i] ?? { table: "", feature: "" });
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

/** Positions of references that can be read at once: no feature of two tables. */
function roundsOf(references: readonly FeatureReference[]): readonly (readonly number[])[] {
  const rounds: { readonly positions: number[]; readonly tables: Map<string, string> }[] = [];
  references.forEach(({ table, feature }, i) => {
    const fits = rounds.find(({ tables }) => (tables.get(feature) ?? table) === table);
    if (fits === undefined) rounds.push({ positions: [i], tables: new Map([[feature, table]]) });
    else {
      fits.positions.push(i);
      fits.tables.set(feature, table);
    }
  });
  return rounds.map(({ positions }) => positions);
}

type ChooseTables = (caller: Caller, references: readonly FeatureReference[]) => Promise<TableChoice>;

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
        readonly held: readonly ReadonlySet<string>[];
        readonly choice: TableChoice;
      }
    | undefined;
  return async (caller, references) => {
    const tables = [...new Set(references.map(({ table }) => table))].filter(caller.maySee);
    const held = await Promise.all(tables.map(heldFeatures));
    if (
      last?.caller === caller &&
      sameReferences(last.references, references) &&
      held.every((names, i) => names === last?.held[i])
    )
      return last.choice;
    const choice = Object.create(null) as Record<string, string>;
    for (const { table, feature } of references) {
      const entry = features.get(feature);
      const isHeld = held[tables.indexOf(table)]?.has(feature) === true;
      if (entry !== undefined && !isHeld && declaredIn(entry, table)) continue;
      choice[feature] = table;
    }
    last = { caller, references, held, choice: Object.freeze(choice) };
    return choice;
  };
}

const sameReferences = (a: readonly FeatureReference[], b: readonly FeatureReference[]): boolean =>
  a.length === b.length &&
  a.every(({ table, feature }, i) => table === b[i]?.table && feature === b[i].feature);

const declaredIn = (feature: FeatureEntry, name: string): boolean =>
  (isAnchored(feature) ? feature.anchor : feature.name) === name;
