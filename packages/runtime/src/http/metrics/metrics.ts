import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { FeatureAnswer, FeatureStatus } from "../../serve/get-features.js";
import { durations } from "./durations.js";
import { COMPUTED, createTally, type Tally } from "./tally.js";

/** What a server counts. Every label has few values: routes, tables, statuses, never keys. */
export interface Metrics {
  readonly registry: Registry;
  readonly began: () => void;
  readonly ended: (route: string, method: string, status: number, milliseconds: number) => void;
  /** A read of features, `milliseconds` long, and what it found. */
  readonly read: (answer: FeatureAnswer, milliseconds: number) => void;
  /** The same of an answer over these tables: how many entities had every value, and what stands behind the values of others. */
  readonly readRows: (
    tables: FeatureAnswer["tables"],
    whole: number,
    others: readonly (readonly FeatureStatus[])[],
    milliseconds: number,
  ) => void;
  /** A read of one key of a table. */
  readonly readTable: (table: string, found: boolean, milliseconds: number) => void;
  /** Whether a table stands in the store that cannot be read. */
  readonly unreadable: (table: string, stands: boolean) => void;
  readonly close: () => void;
}

/** A registry of its own, so that servers in one process do not count each other's requests. */
export function createMetrics(processMetrics = true): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const counts = requestCounts(registry);
  const requestTimes = durations(
    registry,
    "pinion_http_request_duration_seconds",
    "How long requests took, from their headers to the end of the answer",
    "route",
  );
  let running = 0;
  new Gauge({
    name: "pinion_http_requests_in_flight",
    help: "Requests that are being answered",
    registers,
    collect() {
      this.set(running);
    },
  });
  const unreadable = new Gauge({
    name: "pinion_unreadable_tables",
    help: "1 for each table of the store that this version cannot read",
    labelNames: ["table"] as const,
    // Workers see the same store.
    aggregator: "max",
    registers,
  });
  const readTimes = durations(
    registry,
    "pinion_store_read_duration_seconds",
    "How long reads of features took, computed features included, by table; several where there were several",
    "table",
  );
  const tally = createTally();
  exportTally(tally, registry);
  /** The list that names the table of each feature is one object for all answers of one kind. */
  const tableNames = new WeakMap<FeatureAnswer["tables"], string>();
  const nameOf = (tables: FeatureAnswer["tables"]): string => {
    let name = tableNames.get(tables);
    if (name === undefined) tableNames.set(tables, (name = tableOf(tables)));
    return name;
  };

  return {
    registry,
    began: () => void running++,
    ended: (route, method, status, milliseconds) => {
      running--;
      counts(route, method, status);
      requestTimes.observe(route, milliseconds);
    },
    read: (answer, milliseconds) => {
      readTimes.observe(nameOf(answer.tables), milliseconds);
      tally.add(answer);
    },
    readRows: (tables, whole, others, milliseconds) => {
      readTimes.observe(nameOf(tables), milliseconds);
      tally.addRows(tables, whole, others);
    },
    readTable: (table, found, milliseconds) => {
      readTimes.observe(table, milliseconds);
      tally.addRow(table, found);
    },
    unreadable: (table, stands) => {
      if (stands) unreadable.set({ table }, 1);
      else unreadable.remove({ table });
    },
    close: () => registry.clear(),
  };
}

/** Counts requests in plain numbers, which become a counter when it is asked for. */
function requestCounts(registry: Registry): (route: string, method: string, status: number) => void {
  const byRoute = new Map<string, Map<number, { readonly method: string; count: number }[]>>();
  new Counter({
    name: "pinion_http_requests_total",
    help: "Requests answered, by route, method and status",
    labelNames: ["route", "method", "status"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [route, byStatus] of byRoute)
        for (const [status, methods] of byStatus)
          for (const { method, count } of methods) this.inc({ route, method, status }, count);
    },
  });
  return (route, method, status) => {
    let byStatus = byRoute.get(route);
    if (byStatus === undefined) byRoute.set(route, (byStatus = new Map()));
    let methods = byStatus.get(status);
    if (methods === undefined) byStatus.set(status, (methods = []));
    let entry = methods.find((one) => one.method === method);
    if (entry === undefined) methods.push((entry = { method, count: 0 }));
    entry.count++;
  };
}

/** The one table that an answer comes from; `several` where there are more, `none` where all was computed. */
function tableOf(tables: FeatureAnswer["tables"]): string {
  let only: string | null = null;
  for (const table of tables) {
    if (table === null || table === only) continue;
    if (only !== null) return "several";
    only = table;
  }
  return only ?? COMPUTED;
}

/** The counters of a tally, filled when they are asked for. */
function exportTally(tally: Tally, register: Registry): void {
  const registers = [register];
  new Counter({
    name: "pinion_rows_read_total",
    help: "Entities looked up in a table, by outcome: found, missing (no feature of the key), stale (beyond the maximum age)",
    labelNames: ["table", "outcome"] as const,
    registers,
    collect() {
      this.reset();
      for (const [table, counts] of tally.tables) {
        if (table === COMPUTED) continue;
        for (const outcome of ["found", "missing", "stale"] as const)
          this.inc({ table, outcome }, counts[outcome]);
      }
    },
  });
  new Counter({
    name: "pinion_feature_values_total",
    help: "Values given, by table (none for computed features) and status",
    labelNames: ["table", "status"] as const,
    registers,
    collect() {
      this.reset();
      for (const [table, { values }] of tally.tables)
        for (const [status, count] of values) this.inc({ table, status }, count);
    },
  });
}
