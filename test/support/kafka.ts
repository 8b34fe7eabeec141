import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.js";
import { findProgram } from "./program.js";
import type { Availability } from "./requires.js";
import { untilOpen } from "./until-open.js";

/** The broker's jars: what `npm test` has Maven fetch, or a folder of one's own. */
const JARS =
  process.env["PINION_KAFKA_JARS"] ?? fileURLToPath(new URL("../../.cache/kafka", import.meta.url));
const java = findProgram("java", "PINION_JAVA");

export const kafkaAvailable: Availability =
  java === undefined
    ? { available: false, reason: "java is not installed; npm test installs it" }
    : existsSync(join(JARS, "kafka-clients-3.9.1.jar"))
      ? { available: true }
      : { available: false, reason: "Kafka's jars are not there; npm test fetches them" };

export interface KafkaServer {
  /** HOST:PORT of the listener without encryption. */
  readonly broker: string;
  /** Of the listener with TLS and SASL, where it was asked for. */
  readonly secure?: string;
  /** The PEM file of its certificate. */
  readonly ca?: string;
  /** Ends the broker at once; its data stay. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port with the same data. */
  readonly start: () => Promise<void>;
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>;
}

export interface KafkaServerOptions {
  /** A second listener, TLS with PLAIN, SCRAM and OAUTHBEARER, for the user `pinion`. */
  readonly password?: string;
}

const TIERED = ["-Xmx512m", "-Xms128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/** A real broker of one node (KRaft) on loopback, with a folder of its own; ended by its own process, nobody else's. */
export async function startKafka({ password }: KafkaServerOptions = {}): Promise<KafkaServer> {
  const folder = mkdtempSync(join(tmpdir(), "pinion-kafka-"));
  const [port, controller, secure] = [await freePort(), await freePort(), await freePort()];
  const file = join(folder, "server.properties");
  const properties = {
    ...basic(port, controller, join(folder, "logs")),
    ...(password === undefined ? {} : withSecurity(port, controller, secure, password, folder)),
  };
  writeFileSync(
    file,
    Object.entries(properties)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  const credentials =
    password === undefined
      ? []
      : ["256", "512"].flatMap((bits) => [
          "--add-scram",
          `SCRAM-SHA-${bits}=[name=pinion,password=${password}]`,
        ]);
  tool(["kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qk", "-c", file, ...credentials]);

  let child: ChildProcess | undefined;
  const output = join(folder, "output");
  const start = async (): Promise<void> => {
    mkdirSync(folder, { recursive: true });
    const log = openSync(output, "a");
    child = spawn(java ?? "java", [...TIERED, "-cp", `${JARS}/*`, "kafka.Kafka", file], {
      ...{ stdio: ["ignore", log, log], cwd: folder },
    });
    await untilOpen(port, child, () => readFileSync(output, "utf8").slice(-2000));
  };
  const kill = async (): Promise<void> => {
    const running = child;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    broker: `127.0.0.1:${port}`,
    ...(password === undefined ? {} : { secure: `localhost:${secure}`, ca: join(folder, "ca.pem") }),
    kill,
    start,
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const basic = (port: number, controller: number, logs: string): Readonly<Record<string, string>> => ({
  "process.roles": "broker,controller",
  "node.id": "1",
  "controller.quorum.voters": `1@127.0.0.1:${controller}`,
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
  "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
  "controller.listener.names": "CONTROLLER",
  "inter.broker.listener.name": "PLAINTEXT",
  "offsets.topic.replication.factor": "1",
  "offsets.topic.num.partitions": "1",
  "transaction.state.log.replication.factor": "1",
  "transaction.state.log.min.isr": "1",
  "group.initial.rebalance.delay.ms": "0",
  "group.min.session.timeout.ms": "1000",
  "log.dirs": logs,
});

function withSecurity(
  port: number,
  controller: number,
  secure: number,
  password: string,
  folder: string,
): Readonly<Record<string, string>> {
  const store = join(folder, "broker.p12");
  const keytool = findProgram("keytool", "PINION_KEYTOOL") ?? "keytool";
  const common = ["-keystore", store, "-storepass", "changeit", "-alias", "broker"];
  must(keytool, [
    ...["-genkeypair", ...common, "-storetype", "PKCS12", "-keyalg", "RSA", "-keysize", "2048"],
    ...["-dname", "CN=localhost", "-ext", "SAN=DNS:localhost,IP:127.0.0.1", "-validity", "2"],
  ]);
  must(keytool, ["-exportcert", "-rfc", ...common, "-file", join(folder, "ca.pem")]);
  const listener = "listener.name.secure";
  const scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;";
  return {
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller},SECURE://127.0.0.1:${secure}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port},SECURE://localhost:${secure}`,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL",
    "ssl.keystore.location": store,
    "ssl.keystore.password": "changeit",
    "ssl.keystore.type": "PKCS12",
    [`${listener}.sasl.enabled.mechanisms`]: "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER",
    [`${listener}.plain.sasl.jaas.config`]: `org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="x" user_pinion="${password}";`,
    [`${listener}.scram-sha-256.sasl.jaas.config`]: scram,
    [`${listener}.scram-sha-512.sasl.jaas.config`]: scram,
    [`${listener}.oauthbearer.sasl.jaas.config`]:
      'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="admin";',
  };
}

function tool(args: readonly string[]): void {
  must(java ?? "java", ["-XX:TieredStopAtLevel=1", "-cp", `${JARS}/*`, ...args]);
}

function must(program: string, args: readonly string[]): void {
  const done = spawnSync(program, args, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${done.stdout}${done.stderr}`);
}
