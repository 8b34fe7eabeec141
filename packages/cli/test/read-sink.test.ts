import { describe, expect, it } from "vitest";
import { readSink } from "../src/read-sink.js";

describe("a sink", () => {
  it.each([
    ["foo:bar", '"foo:bar" is no sink'],
    ["csv", "the sink csv needs a folder"],
    ["parquet:", "the sink parquet needs a folder"],
    ["embedded:", '"embedded:" is no sink'],
    ["embedded", "the sink embedded needs `--table`"],
    ["store", "the sink store needs `--table`"],
    ["redis://localhost:1", "the sink redis needs `--table`"],
  ])("%s without a table: %s", (text, message) => {
    expect(() => readSink(text, {})).toThrow(expect.objectContaining({ code: "PN8003", message }));
  });

  it("of a folder needs no table", () => {
    expect(readSink("csv:out", {})).toMatchObject({ kind: "csv" });
  });
});
