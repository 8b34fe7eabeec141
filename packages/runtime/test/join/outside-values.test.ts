import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { handProject, scratch } from "../support/engine.js";
import { runJoin } from "../support/join.js";

function written(name: string, text: string): string {
  const file = join(scratch(), name);
  writeFileSync(file, text);
  return file;
}

const ofKey = (type: string, rows: string) =>
  handProject({
    file: written("rows.jsonl", rows),
    format: "jsonl",
    columns: [
      { name: "k", type, nullable: true },
      { name: "t", type: "timestamp", nullable: true },
      { name: "v", type: "int", nullable: true },
    ],
    eventTimestamp: "t",
    keys: ["k"],
    features: [{ name: "f_v", op: "row", column: "v", type: "int" }],
  });

describe("keys of observations", () => {
  it.each([
    ["observed.csv", "at,k\n2024-01-02,aGk=\n2024-01-02,\n"],
    ["observed.tsv", "at\tk\n2024-01-02\taGk=\n2024-01-02\t\n"],
    ["observed.jsonl", '{"at":"2024-01-02","k":"aGk="}\n{"at":"2024-01-02"}\n'],
  ])("are Base64 where they are bytes, in %s", async (name, text) => {
    const project = ofKey("binary", '{"k":"aGk=","t":"2024-01-01","v":7}\n');
    const observations = { path: written(name, text), eventTimestamp: "at" };
    const joined = await runJoin(project, { observations, features: ["f_v"] });
    expect(joined.rows.map((row) => row[2])).toEqual([7, null]);
  });

  it("cannot be read where they are no Base64, or numbers in no way of an expression's", async () => {
    const rejected = async (type: string, keys: readonly string[]) => {
      const project = ofKey(type, `{"k":${type === "bigint" ? 10 : '"aGk="'},"t":"2024-01-01","v":7}\n`);
      const path = written("observed.csv", `at,k\n${keys.map((key) => `2024-01-02,${key}\n`).join("")}`);
      const observations = { path, eventTimestamp: "at", unreadable: "reject" } as const;
      return (await runJoin(project, { observations, features: ["f_v"] })).report.rejected;
    };
    expect(await rejected("binary", ["aGk", "yes", "aGk="])).toMatchObject([
      { reason: "`k` is no binary", rows: 2 },
    ]);
    expect(await rejected("bigint", ["0x1F", "1_0", "+10"])).toMatchObject([
      { reason: "`k` is no bigint", rows: 2 },
    ]);
  });
});

it("says of observations in one list of JSON that they are to be one object a line", async () => {
  const project = ofKey("int", '{"k":1,"t":"2024-01-01","v":7}\n');
  const observations = {
    path: written("observed.jsonl", '[{"at":"2024-01-02","k":1}]\n'),
    eventTimestamp: "at",
  };
  await expect(runJoin(project, { observations, features: ["f_v"] })).rejects.toMatchObject({
    code: "PN7032",
    help: expect.stringContaining("one object a line") as unknown,
  });
});

it("takes of several members of one name the last, as sources do", async () => {
  const lines = String.raw`{"k":9,"at":"2020-01-01","k":1,"own":"no","at":"2024-01-02","own":"yes"}
{"own":{"a":1,"a":2},"k":1,"at":"2024-01-02"}
{"own":"x","k":2,"at":"2024-01-02","\u006b":1}
`;
  const project = ofKey(
    "int",
    '{"k":2,"v":5,"k":1,"t":"2024-01-01","v":7}\n{"k":1,"\\u006b":2,"t":"2024-01-01","v":8}\n',
  );
  const observations = { path: written("observed.jsonl", lines), eventTimestamp: "at" };
  const joined = await runJoin(project, { observations, features: ["f_v"] });
  const at = (name: string) => joined.rows.map((row) => row[joined.columns.indexOf(name)]);
  expect(at("k")).toEqual([1, 1, 1]);
  expect(at("f_v")).toEqual([7, 7, 7]);
  expect(at("own").map(String)).toEqual(['"yes"', '{"a":1,"a":2}', '"x"']);
});
