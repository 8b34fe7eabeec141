import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ColumnEntry, Manifest, StreamSourceEntry, Value } from "@pinion/core";
import { zoneOf } from "@pinion/core/std";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDecoders } from "../../../src/stream/decode/decoders.js";
import { untilDone } from "../../../src/stream/retry.js";

const record = (...fields: readonly unknown[]): string =>
  JSON.stringify({ type: "record", name: "R", fields });
const GOOD = record({ name: "v", type: "long" });
const DEEP = record({ name: "v", type: "long" }).replace(
  '"long"',
  `${'{"type":"array","items":'.repeat(20_000)}"long"${"}".repeat(20_000)}`,
);

const named = (name: string, ...types: readonly string[]) => ({
  name: `f_${name}`,
  type: { type: "record", name, fields: types.map((type, i) => ({ name: `p${i}`, type })) },
});
/** Each type holds the one before twice: so many that to count them takes longer than anybody lives, though none has a byte. */
const DOUBLED = record(
  { name: "v", type: "long" },
  named("T0", "null"),
  ...Array.from({ length: 150 }, (_, i) => named(`T${i + 1}`, `T${i}`, `T${i}`)),
  ...Array.from({ length: 2_000 }, (_, i) => named(`W${i}`, "T150")),
);
const CHAINED = record(
  named("T0", "long"),
  ...Array.from({ length: 2_000 }, (_, i) => named(`T${i + 1}`, `T${i}`)),
);
const MANY = record({ name: "v", type: Array.from({ length: 100_001 }, () => "int") });

/** What a registry may answer: a status and a body. */
const ANSWERS: ReadonlyMap<string, readonly [number, string]> = new Map([
  ["good", [200, JSON.stringify({ schema: GOOD })]],
  ["protobuf", [200, JSON.stringify({ schemaType: "PROTOBUF", schema: 'syntax = "proto3";' })]],
  [
    "references",
    [
      200,
      JSON.stringify({
        schema: record({ name: "v", type: "o.T" }),
        references: [{ name: "o.T", subject: "t", version: 1 }],
      }),
    ],
  ],
  ["damaged", [200, JSON.stringify({ schema: GOOD.slice(0, -3) })]],
  ["null", [200, "null"]],
  ["none", [200, "<html>"]],
  ["deep", [200, JSON.stringify({ schema: DEEP })]],
  ["doubled", [200, JSON.stringify({ schema: DOUBLED })]],
  ["chained", [200, JSON.stringify({ schema: CHAINED })]],
  ["many", [200, JSON.stringify({ schema: MANY })]],
  ["long", [200, JSON.stringify({ schema: GOOD + " ".repeat(9 << 20) })]],
  ["unprocessable", [422, '{"error_code":42202}']],
]);
const NAMES = [...ANSWERS.keys()];

describe("a schema registry", () => {
  let server: Server;
  let host = "";
  let wanted: string | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (wanted !== undefined && request.headers.authorization !== `Basic ${btoa(wanted)}`) {
        response.writeHead(401).end();
        return;
      }
      const [, subject, id] =
        /^\/r\/(?:subjects\/(.*)\/versions\/latest|schemas\/ids\/(\d+))$/u.exec(request.url ?? "") ?? [];
      const [status, body] = ANSWERS.get(subject ?? NAMES[Number(id)] ?? "") ?? [404, "{}"];
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}/r/`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const columns: readonly ColumnEntry[] = [{ name: "v", type: "bigint", nullable: false }];
  const open = (subject: string, user = "") => {
    const value = { kind: "registry", url: `http://${user}${host}`, subject } as const;
    const source = { kind: "stream", name: "s", value, columns } as unknown as StreamSourceEntry &
      Manifest["sources"][number];
    return openDecoders({
      ...{ source, columns, project: ".", environment: {}, zone: zoneOf("UTC"), timeZone: "UTC" },
    });
  };
  const framed = (id: number): Buffer => Buffer.from([0, 0, 0, 0, id, 2]);

  it("makes of each schema that cannot be used the reason of a dead letter, and goes on", async () => {
    const decoders = await open("good");
    const values = [...NAMES.keys(), 99].map(framed);
    const records = values.map((value, offset) => ({ offset, timestamp: 0, key: null, value }));
    const end = records.length;
    const decode = await decoders({ topic: "t", partition: 0, records, next: end, end });
    const read = values.map((value) => {
      const out: Value[] = [];
      try {
        decode(value, out);
        return out[0];
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(read).toEqual([
      1,
      "schema 1: the schema is not one of Avro",
      "schema 2: the schema refers to other schemas of the registry, which are not read",
      "schema 3: it is no JSON",
      "schema 4: the schema registry answered with no schema",
      "schema 5: the schema registry answered with no schema",
      "schema 6: the schema nests too deep",
      1,
      "schema 8: the schema nests too deep",
      "schema 9: the schema has more than 100000 types",
      "schema 10: the schema is longer than 8 MB",
      "schema 11: the schema registry answered 422",
      "the schema registry has no schema 99",
    ]);
  });

  it.each([
    ...["protobuf", "references", "damaged", "null", "none", "deep", "chained", "many", "long"].map(
      (name) => [name, "PN5504"],
    ),
    ...["unprocessable", "absent"].map((name) => [name, "PN5505"]),
  ])("says of the subject %s that it cannot be used: %s", async (name = "", code = "") => {
    await expect(open(name)).rejects.toMatchObject({ code, help: expect.any(String) });
  });

  it("takes the user of the address, and shows nobody", async () => {
    wanted = "us er:p@ss:w";
    await expect(open("good", "us%20er:p%40ss%3Aw@")).resolves.toBeInstanceOf(Function);
    const refused = {
      code: "PN5512",
      message: `the schema registry http://${host.slice(0, -1)} refused the credentials`,
    };
    await expect(open("good", "us:wrong@")).rejects.toMatchObject(refused);
    await expect(open("good")).rejects.toMatchObject({
      ...refused,
      help: expect.stringContaining("username"),
    });
    // Not asked again without end.
    const retry = { giveUp: new AbortController().signal, onTrouble: () => undefined };
    await expect(untilDone(() => open("good"), retry)).rejects.toMatchObject(refused);
    wanted = undefined;
  });
});
