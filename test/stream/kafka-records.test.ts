import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { KAFKA_CLIENTS, type KafkaClientName } from "@pinion/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { PINION, run } from "../support/pinion.js";
import { describeWith } from "../support/requires.js";
import { useKafka } from "../support/use-kafka.js";
import { avroBytes } from "./support/avro-bytes.js";
import { startRegistry, type Registry } from "./support/registry.js";
import { DECLARED, lineOf, project, randomOf, SCHEMA, streamDefinitions, tripsOf } from "./support/trips.js";

/* How records come: compressed by Java's own producer, through TLS and SASL, with schemas of a registry. */

const JARS =
  process.env["PINION_KAFKA_JARS"] ?? fileURLToPath(new URL("../../.cache/kafka", import.meta.url));
const PASSWORD = "it's-a-secret-4711";
const trips = tripsOf(300, 20, randomOf(21));
const columns = `columns: ${DECLARED.columns}`;

describeWith("records of Kafka", kafkaAvailable, () => {
  const kafka = useKafka({ password: PASSWORD });
  const send = async (topic: string, values: readonly (Buffer | string)[]) => {
    await kafka.createTopic(topic, 1);
    await kafka.send(
      topic,
      values.map((value) => ({ key: "k", value })),
    );
  };
  let groups = 0;
  /** Streams all that a source has; what came of it. */
  const stream = async (
    source: string,
    environment: Readonly<Record<string, string>> = {},
    by: KafkaClientName = "kafkajs",
  ) => {
    const built = await project(streamDefinitions(source));
    const client = await built.open(environment);
    try {
      const job = await client.materializeFeatures({
        name: "stream",
        sinks: [{ kind: "embedded", tableName: "trips", streaming: true, streamingTimeoutMs: 30_000 }],
        featureNames: ["f_next", "f_zone"] as never,
        stream: { from: "beginning", untilEnd: true, groupId: `group-${++groups}`, client: by },
      });
      return (await job.wait()).stream;
    } finally {
      await client.close();
      built.remove();
    }
  };
  const plain = (topic: string, schema: string, more = ""): string =>
    `kafkaSource("trips", { brokers: ["${kafka.broker}"], topics: ["${topic}"], schema: ${schema}, eventTimestamp: "datetime", ${more} })`;

  it.each(["gzip", "snappy", "lz4", "zstd"])(
    "are read that Java's producer compressed with %s",
    async (codec) => {
      await send(`compressed-${codec}`, []);
      const done = spawnSync(
        "java",
        [
          ...["-XX:TieredStopAtLevel=1", "-cp", `${JARS}/*`, "kafka.tools.ConsoleProducer"],
          ...[
            "--bootstrap-server",
            kafka.broker,
            "--topic",
            `compressed-${codec}`,
            "--compression-codec",
            codec,
          ],
        ],
        { input: trips.map((trip) => `${lineOf(trip)}\n`).join(""), encoding: "utf8" },
      );
      expect(done.status, done.stderr).toBe(0);
      for (const client of KAFKA_CLIENTS) {
        const status = await stream(plain(`compressed-${codec}`, "json()", columns), {}, client);
        expect(status).toMatchObject({ events: trips.length, rejected: [] });
      }
    },
  );

  it("are read by the schema of a file, which says so where it has changed since", async () => {
    await send(
      "by-file",
      trips.slice(0, 8).map((trip) => avroBytes(trip)),
    );
    const ofFile = plain("by-file", 'avroFile(env("TRIPS_AVSC", "trips.avsc"))', columns);
    const built = await project(streamDefinitions(ofFile));
    const file = join(built.dir, "trips.avsc");
    const begin = async () => {
      const client = await built.open();
      try {
        const job = await client.materializeFeatures({
          name: "stream",
          sinks: [{ kind: "embedded", tableName: "trips", streaming: true }],
          featureNames: ["f_next", "f_zone"] as never,
          stream: { from: "beginning", untilEnd: true, reset: true },
        });
        return (await job.wait()).stream;
      } finally {
        await client.close();
      }
    };
    await expect(begin()).rejects.toMatchObject({ code: "PN5001" });
    writeFileSync(file, JSON.stringify(SCHEMA));
    expect(await begin()).toMatchObject({ events: 8, rejected: [] });
    const changed = SCHEMA.fields.map((field) =>
      field.name === "driver_id" ? { name: "driver_id", type: "string" } : field,
    );
    writeFileSync(file, JSON.stringify({ ...SCHEMA, fields: changed }));
    await expect(begin()).rejects.toMatchObject({
      code: "PN5504",
      message: expect.stringMatching(/`driver_id` is bigint.*trips\.avsc/u),
    });
    built.remove();
  });

  it("are read from a time on, and until the time is up", async () => {
    await send("timed", []);
    const at = Date.UTC(2026, 0, 31);
    const messages = trips.slice(0, 9).map((trip, i) => ({
      ...{ key: "k", value: lineOf(trip), timestamp: String(at + (i - 4) * 1_000) },
    }));
    await kafka.send("timed", messages);
    const built = await project(streamDefinitions(plain("timed", "json()", columns)));
    const timed = async (client: KafkaClientName, ...more: readonly string[]): Promise<unknown> => {
      const ran = await run(process.execPath, [
        ...[PINION, "stream", "--project", built.dir, "--features", "f_next,f_zone", "--table", "trips"],
        ...["--from", "2026-01-31T00:00:00Z", "--json", "--reset", "--kafka-client", client, ...more],
      ]);
      expect(ran.code, ran.stdout + ran.stderr).toBe(0);
      return JSON.parse(ran.stdout);
    };
    for (const client of KAFKA_CLIENTS) {
      const found = await timed(client, "--until-end", "--group", `from-${client}`);
      expect(found).toMatchObject({ events: 5, ended: "end", rejected: [] });
    }
    // How much is read in a time is the machine's to say.
    expect(await timed("kafkajs", "--timeout-ms", "500", "--group", "timed")).toMatchObject({
      ended: "timeout",
    });
    built.remove();
  });

  describe("through TLS and SASL", () => {
    const secure = (sasl: string): string =>
      `kafkaSource("trips", { brokers: ["${kafka.server.secure}"], topics: ["secure"], schema: json(), ${columns}, eventTimestamp: "datetime",
        security: { tls: { ca: ${JSON.stringify(kafka.server.ca)} }, sasl: ${sasl} } })`;
    const password = (mechanism: string): string =>
      `{ mechanism: "${mechanism}", username: "pinion", password: { kind: "env", name: "KAFKA_PASSWORD" } }`;
    beforeAll(() =>
      send(
        "secure",
        trips.slice(0, 10).map((trip) => lineOf(trip)),
      ),
    );

    it.each(["plain", "scram-sha-256", "scram-sha-512"])("are read with %s", async (mechanism) => {
      for (const client of KAFKA_CLIENTS) {
        const status = await stream(secure(password(mechanism)), { KAFKA_PASSWORD: PASSWORD }, client);
        expect(status).toMatchObject({ events: 10 });
      }
    });

    it("are read with a token", async () => {
      const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString("base64url");
      const now = Math.floor(Date.now() / 1000);
      const token = `${part({ alg: "none" })}.${part({ sub: "pinion", iat: now, exp: now + 600 })}.`;
      const sasl = '{ mechanism: "oauthbearer", token: { kind: "env", name: "TOKEN" } }';
      for (const client of KAFKA_CLIENTS) {
        expect(await stream(secure(sasl), { TOKEN: token }, client)).toMatchObject({ events: 10 });
      }
    });

    it("are refused with a code and without the secret", async () => {
      for (const client of KAFKA_CLIENTS) {
        const wrong = stream(secure(password("plain")), { KAFKA_PASSWORD: "hunter2-wrong" }, client);
        await expect(wrong).rejects.toMatchObject({ code: "PN5502" });
        await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining("hunter2") });
      }
      await expect(stream(secure(password("plain")), { KAFKA_PASSWORD: "" })).rejects.toMatchObject({
        code: "PN5007",
      });
    });
  });

  describe("with schemas of a registry", () => {
    let registry: Registry;
    beforeAll(async () => {
      registry = await startRegistry();
    });
    afterAll(() => registry.stop());
    const framed = (id: number, value: Buffer): Buffer => {
      const head = Buffer.alloc(5);
      head.writeUInt32BE(id, 1);
      return Buffer.concat([head, value]);
    };
    const source = (topic: string, subject = "trips-value"): string =>
      plain(topic, `schemaRegistry({ url: "${registry.url}", subject: "${subject}" })`, columns);

    it("are read each with its writer's schema, fetched once", async () => {
      const older = { ...SCHEMA, fields: SCHEMA.fields.filter(({ name }) => name !== "note") };
      const [first, second] = [registry.add("trips-value", older), registry.add("trips-value", SCHEMA)];
      const unreadable = registry.add("other", {
        type: "record",
        name: "O",
        fields: [{ name: "driver_id", type: "string" }],
      });
      await send("registered", [
        ...trips.slice(0, 5).map((trip) => framed(second, avroBytes(trip))),
        ...trips.slice(5, 10).map((trip) => framed(first, avroBytes(trip, older))),
        ...[framed(77, Buffer.from("?")), Buffer.from("no id"), framed(unreadable, Buffer.from("\u0002a"))],
        ...trips.slice(10, 12).map((trip) => framed(first, avroBytes(trip, older))),
      ]);
      const status = await stream(source("registered"));
      expect(status).toMatchObject({ events: 12 });
      expect(status?.rejected.map(({ reason }) => reason)).toEqual([
        "the schema registry has no schema 77",
        "the record does not begin with the id of a schema",
        expect.stringContaining("`driver_id` is bigint"),
      ]);
      expect(registry.asked(first)).toBe(1);
      expect(registry.asked(second)).toBe(1);
    });

    it("wait for a registry that does not answer for a while", async () => {
      const id = registry.add("slow-value", SCHEMA);
      const later = registry.add("slow-value", { ...SCHEMA, doc: "the same" });
      const [first, second] = trips.map((trip) => avroBytes(trip));
      await send("slow", [framed(id, first ?? Buffer.alloc(0)), framed(later, second ?? Buffer.alloc(0))]);
      const streaming = stream(source("slow", "slow-value"));
      await registry.asksFor("slow-value");
      registry.fail(2);
      expect(await streaming).toMatchObject({ events: 2, rejected: [] });
      expect(registry.failed()).toBe(2);
    });

    it("are not begun with where the registry lacks the subject", async () => {
      await send("unregistered", []);
      await expect(stream(source("unregistered", "nobody"))).rejects.toMatchObject({ code: "PN5505" });
    });
  });

  it("are not waited for at brokers that are not there, or of topics that are not", async () => {
    const nowhere = plain("t", "json()", columns).replace(kafka.broker, "127.0.0.1:1");
    for (const client of KAFKA_CLIENTS) {
      await expect(stream(nowhere, {}, client)).rejects.toMatchObject({ code: "PN5501" });
      const missing = stream(plain("missing-topic", "json()", columns), {}, client);
      await expect(missing).rejects.toMatchObject({ code: "PN5503" });
    }
  });
});
