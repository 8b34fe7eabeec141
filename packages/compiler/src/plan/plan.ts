import type {
  AggregateOp,
  AggregateParameters,
  DataType,
  Diagnostic,
  JsonValue,
  Lineage,
  LookupOp,
  Place,
} from "@pinion/core";
import type { SourceDefinition } from "@pinion/dsl";
import type { ProgramSpec } from "../emit/program.js";
import type { Evaluated } from "../evaluate/index.js";

/** Everything that a project computes, types and all, before it is emitted. */
export interface ProjectPlan {
  readonly evaluated: Evaluated;
  /** By name. */
  readonly sources: readonly SourceDefinition[];
  readonly keys: readonly PlannedKey[];
  readonly features: readonly PlannedFeature[];
  readonly plans: readonly PlannedSource[];
  /** All programs, each id once. */
  readonly programs: readonly ProgramSpec[];
}

export interface PlannedKey {
  readonly name: string;
  readonly type: DataType;
  readonly fullName?: string;
  readonly description?: string;
}

export type PlannedFeature = PlannedRow | PlannedWindow | PlannedDerived | PlannedLookup;

interface Common {
  readonly name: string;
  readonly type: DataType;
  readonly keys: readonly string[];
  readonly expression: string;
  readonly place?: Place;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly default?: JsonValue;
  readonly lineage: Lineage;
}

interface PlannedRow extends Common {
  readonly kind: "row";
  readonly anchor: string;
  readonly source: string;
  readonly aliasOf?: string;
  readonly output: number;
  readonly group?: number;
}

interface PlannedWindow extends Common {
  readonly kind: "window";
  readonly anchor: string;
  readonly source: string;
  readonly aliasOf?: string;
  readonly window: string;
  readonly windowMicros: number;
  readonly filter?: string;
  readonly aggregate: number;
  /** The program that finalises it. */
  readonly program: string;
}

export interface PlannedDerived extends Common {
  readonly kind: "derived";
  readonly inputs: readonly { readonly name: string; readonly feature: string }[];
  readonly program: string;
}

export interface PlannedLookup extends Common {
  readonly kind: "lookup";
  readonly bases: readonly { readonly key: string; readonly feature: string }[];
  readonly expansion: string;
  readonly aggregation?: {
    readonly op: LookupOp;
    readonly argumentType: DataType;
    readonly type: DataType;
  };
  /** The program that finalises it. */
  readonly program: string;
}

export interface PlannedSource {
  readonly source: string;
  readonly program: string;
  readonly groups: readonly { readonly keys: readonly string[]; readonly outputs: readonly number[] }[];
  readonly aggregates: readonly PlannedAggregate[];
}

export interface PlannedAggregate {
  readonly op: AggregateOp;
  readonly group: number;
  readonly argument?: number;
  readonly filter?: number;
  readonly argumentType?: DataType;
  readonly type: DataType;
  readonly parameters?: AggregateParameters;
  readonly groupBy?: number;
  readonly groupByType?: DataType;
  readonly limit?: number;
}

export type PlanResult =
  | { readonly kind: "planned"; readonly plan: ProjectPlan; readonly warnings: readonly Diagnostic[] }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };
