import type { AggregateOp, AggregateParameters } from "../manifest/manifest.js";
import type { DataType } from "../types/index.js";
import type { Int64, Value } from "../values/index.js";

/**
 * An aggregate, described once: the compiler asks it what it takes and gives, the batch engine for its SQL, joins and
 * streams for its algebra. Adding one is adding one record.
 */
export interface AggregateRecord {
  readonly name: AggregateOp;
  /** One sentence for the reference and for editors. */
  readonly summary: string;
  /** What it takes, for messages: `numbers`, `values of one type that can be compared`. */
  readonly takes: string;
  /**
   * The type of its value, undefined where it does not take the argument; the argument is undefined for COUNT of rows.
   */
  readonly resultType: (
    argument: DataType | undefined,
    parameters: AggregateParameters,
  ) => DataType | undefined;
  readonly algebra: (spec: AggregateSpec) => AggregateAlgebra;
}

/** An aggregate with its types and parameters. */
export interface AggregateSpec {
  readonly argument: DataType | undefined;
  readonly result: DataType;
  readonly parameters: AggregateParameters;
}

/**
 * How rows become a state, states one, and a state a value. States are opaque and never changed by `merge`;
 * `undefined` is the state of no rows.
 */
export interface AggregateAlgebra<State = unknown> {
  /** The state of no rows, to be updated; a new one at each call. */
  readonly init: () => State;
  /**
   * What a row that passed the filter gives (see `inputOf`), in the order of (event time, place in the source); NULLs come too, and each aggregate
   * skips what it does not count. May change the state it is given, and returns the one to go on with.
   */
  readonly update: (state: State, value: Value, micros: Int64) => State;
  /**
   * All rows of `earlier` come before those of `later`. Associative; leaves both as they were, and updates of either
   * do not reach the result.
   */
  readonly merge: (earlier: State, later: State) => State;
  /** The value as of an instant (microseconds), which only decay looks at. */
  readonly finish: (state: State | undefined, asOf: Int64) => Value;
  /** What a state store keeps. `decode` refuses broken bytes by returning undefined. */
  readonly encode: (state: State) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => State | undefined;
  /** Of states that are a few numbers: how they stand in an array, where a state is kept for each of very many tiles. */
  readonly cells?: StateCells<State>;
  /**
   * Makes the value of the different values that are not NULL in ascending order, `total` in all, where its states hold them: so
   * a window may have more than fit in memory.
   */
  readonly pass?: (total: number) => ValuePass;
  /** The partial of a tile computed by DuckDB; absent where rows must come out one by one. */
  readonly duckdb?: DuckdbPartial<State>;
}

/** One pass over values in ascending order; what is no list keeps none of them. */
export interface ValuePass {
  /** Equal values may come one behind the other, in any number of parts. */
  readonly add: (value: Value, count: number) => void;
  readonly finish: () => Value;
}

/** A state as a fixed number of doubles, exact; zeros are the state of no rows. */
export interface StateCells<State = unknown> {
  readonly count: number;
  readonly load: (cells: readonly number[], at: number) => State;
  readonly store: (cells: number[], at: number, state: State) => void;
  /** What loading, an update and storing come to, without a state in between; absent where nobody wrote it. */
  readonly add?: (cells: number[], at: number, value: Value) => void;
  /** What merging other cells into these comes to, to the bit; absent where nobody wrote it. */
  readonly merge?: (cells: number[], at: number, other: readonly number[], otherAt: number) => void;
}

/** A partial aggregate in DuckDB's SQL, and how its columns become a state. */
export interface DuckdbPartial<State> {
  /** Set where `order` is used, so that rows need their place in the source. */
  readonly ordered?: true;
  /** Set where the rows' times are looked at. */
  readonly timed?: true;
  /** Set where DuckDB but gathers values, and JavaScript aggregates them. */
  readonly gathered?: true;
  readonly columns: readonly { readonly sql: (parts: SqlParts) => string; readonly type: DataType }[];
  /** From the values of the columns, of one row at least. */
  readonly read: (values: readonly Value[]) => State;
}

export interface SqlParts {
  /** The argument's SQL; a DOUBLE that is no NULL where rows are counted. */
  readonly argument: string;
  /** What rows are grouped by, of aggregates that are. */
  readonly term?: string;
  /** A condition that is true of the rows that count: the filter; undefined where every row does. */
  readonly filter: string | undefined;
  /** A number that orders rows by event time and place in the source. */
  readonly order: string;
  /** The event time, microseconds, BIGINT. */
  readonly micros: string;
}
