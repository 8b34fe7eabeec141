import { avro, DefinitionError } from "@pinion/dsl";
import { showType } from "@pinion/core";
import { describe, expect, it } from "vitest";

const columnOf = (type: unknown) => {
  const { columns } = avro({ type: "record", name: "R", fields: [{ name: "c", type }] });
  const [column] = columns ?? [];
  return column === undefined ? undefined : `${showType(column.type)}${column.nullable ? "?" : ""}`;
};
const refusal = (type: unknown): string => {
  try {
    columnOf(type);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(DefinitionError);
    expect((error as DefinitionError).help).toContain("avroFile");
    return (error as DefinitionError).code + " " + (error as DefinitionError).message;
  }
};

describe("columns of an Avro record", () => {
  it.each([
    ["boolean", "boolean"],
    ["int", "int"],
    ["long", "bigint"],
    ["float", "float"],
    ["double", "double"],
    ["bytes", "binary"],
    ["string", "string"],
    [["null", "string"], "string?"],
    [["string", "null"], "string?"],
    [["int", "long"], "bigint"],
    [["null", "float", "double"], "double?"],
    [{ type: "enum", name: "E", symbols: ["A"] }, "string"],
    [{ type: "fixed", name: "F", size: 4 }, "binary"],
    [{ type: "array", items: ["null", "int"] }, "array<int>"],
    [{ type: "map", values: { type: "array", items: "long" } }, "map<string,array<bigint>>"],
    [
      {
        type: "record",
        name: "I",
        fields: [
          { name: "x", type: "int" },
          { name: "y", type: ["null", "string"] },
        ],
      },
      "struct<x:int,y:string>",
    ],
    [{ type: "int", logicalType: "date" }, "date"],
    [{ type: "int", logicalType: "time-millis" }, "int"],
    [{ type: "long", logicalType: "time-micros" }, "bigint"],
    [{ type: "long", logicalType: "timestamp-millis" }, "timestamp"],
    [["null", { type: "long", logicalType: "timestamp-micros" }], "timestamp?"],
    [{ type: "long", logicalType: "local-timestamp-micros" }, "timestamp"],
    [{ type: "bytes", logicalType: "decimal", precision: 9, scale: 2 }, "decimal(9,2)"],
    [{ type: "fixed", name: "D", size: 8, logicalType: "decimal", precision: 18 }, "decimal(18,0)"],
    [{ type: "fixed", name: "D", size: 12, logicalType: "duration" }, "interval"],
    [{ type: "string", logicalType: "uuid" }, "string"],
    [{ type: "string", logicalType: "timestamp-micros" }, "string"],
    [{ type: { type: "long" } }, "bigint"],
  ])("%j is %s", (type, shown) => {
    expect(columnOf(type)).toBe(shown);
  });

  it("finds named types where they are named again", () => {
    const { columns } = avro({
      type: "record",
      name: "R",
      fields: [
        { name: "a", type: { type: "enum", name: "E", namespace: "n", symbols: ["A"] } },
        { name: "b", type: ["null", "n.E"] },
      ],
    });
    expect(columns?.[1]).toMatchObject({ name: "b", type: { kind: "string" }, nullable: true });
  });

  it.each([
    [["string", "long"], "union of several types"],
    ["null", "nothing but null"],
    ["Unknown", "not defined before"],
    [{ type: "bytes", logicalType: "decimal", precision: 39 }, "up to 38 digits"],
    [{ type: "record", name: "L", fields: [{ name: "next", type: ["null", "L"] }] }, "recursive"],
    [7, "no Avro schema"],
    [{ type: "array" }, "no Avro schema"],
  ])("refuses %j", (type, message) => {
    expect(refusal(type)).toContain("PN1152");
    expect(refusal(type)).toContain(message);
  });
});
