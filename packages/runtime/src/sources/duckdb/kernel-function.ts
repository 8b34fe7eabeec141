import duckdb from "@duckdb/node-bindings";
import { DuckDBScalarFunction, type DuckDBConnection, type DuckDBType } from "@duckdb/node-api";
import type { Column, DataType } from "@pinion/core";
import { readVector } from "./vectors.js";
import { writeVector } from "./vector-write.js";
import { logicalType } from "./logical-type.js";

/** Computes `count` rows of outputs from columns; outputs have validity. */
export type ColumnFunction = (count: number, inputs: readonly Column[]) => readonly Column[];

export interface ColumnFunctionSpec {
  readonly name: string;
  readonly inputs: readonly DataType[];
  /** One output is the function's value; several are a STRUCT of `o0`, `o1`, …. */
  readonly outputs: readonly DataType[];
  readonly run: ColumnFunction;
}

/**
 * Makes emitted JavaScript a function of DuckDB's SQL: DuckDB scans, groups and spills, the kernel sees
 * 2,048 rows at a time. Called on this thread, while DuckDB's own threads go on.
 */
export function registerFunction(connection: DuckDBConnection, spec: ColumnFunctionSpec): void {
  const { name, inputs, outputs, run } = spec;
  const fn = DuckDBScalarFunction.create({
    name,
    mainFunction: () => undefined,
    parameterTypes: inputs.map(logicalType),
    returnType: returnType(outputs),
    // NULLs are the kernel's own matter.
    specialHandling: true,
    volatile: true,
  });
  duckdb.scalar_function_set_function(fn.scalar_function, (info, chunk, output) => {
    try {
      const count = duckdb.data_chunk_get_size(chunk);
      const columns = inputs.map((type, i) =>
        readVector(duckdb.data_chunk_get_vector(chunk, i), type, count),
      );
      const results = run(count, columns);
      outputs.forEach((type, i) => {
        const column = results[i];
        if (column === undefined) throw new Error(`${name} gave no column ${i}`);
        writeVector(
          outputs.length === 1 ? output : duckdb.struct_vector_get_child(output, i),
          column,
          type,
          count,
        );
      });
    } catch (error) {
      duckdb.scalar_function_set_error(info, error instanceof Error ? error.message : String(error));
    }
  });
  connection.registerScalarFunction(fn);
}

function returnType(outputs: readonly DataType[]): DuckDBType {
  const [only] = outputs;
  if (outputs.length === 1 && only !== undefined) return logicalType(only);
  return structType(outputs);
}

function structType(outputs: readonly DataType[]): DuckDBType {
  return logicalType({ kind: "struct", fields: outputs.map((type, i) => ({ name: `o${i}`, type })) });
}
