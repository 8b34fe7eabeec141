import type { Int64, Value } from "../values/index.js";
import type { AggregateAlgebra, DuckdbPartial, StateCells } from "./record.js";
import type { ByteReader, ByteWriter } from "./state/bytes.js";
import { seal, unseal } from "./state/seal.js";

/** An algebra as a record says it: its state by name, its bytes without a seal. */
export interface AlgebraParts<State> {
  readonly init: () => State;
  readonly update: (state: State, value: Value, micros: Int64) => State;
  readonly merge: (earlier: State, later: State) => State;
  readonly finish: (state: State | undefined, asOf: Int64) => Value;
  readonly write: (out: ByteWriter, state: State) => void;
  /** Throws RangeError where the bytes are no state. */
  readonly read: (from: ByteReader) => State;
  readonly cells?: StateCells<State>;
  readonly pass?: AggregateAlgebra["pass"];
  readonly duckdb?: DuckdbPartial<State>;
}

/** An algebra whose state is nobody else's business, and whose bytes are sealed. */
export function algebra<State>(parts: AlgebraParts<State>): AggregateAlgebra {
  const { init, update, merge, finish, write, read, cells, pass, duckdb } = parts;
  const made: AggregateAlgebra<State> = {
    init,
    update,
    merge,
    finish,
    encode: (state) => seal((out) => write(out, state)),
    decode: (bytes) => unseal(bytes, read),
    ...(cells === undefined ? {} : { cells }),
    ...(pass === undefined ? {} : { pass }),
    ...(duckdb === undefined ? {} : { duckdb }),
  };
  return made as AggregateAlgebra;
}

/** A state that further updates of the given one do not change. */
export const copied = ({ init, merge }: AggregateAlgebra, state: unknown): unknown => merge(init(), state);
