import { isMemorySize } from "@pinion/core";
import { Command, InvalidArgumentError, Option } from "commander";
import type { ApiKeyArguments } from "./commands/api-key.js";
import type { GetArguments } from "./commands/get.js";
import type { JoinArguments } from "./commands/join.js";
import type { DeleteArguments } from "./commands/delete.js";
import type { DeadLettersArguments } from "./commands/dead-letters.js";
import type { MaterializeArguments } from "./commands/materialize.js";
import type { ServeArguments } from "./commands/serve.js";
import type { StreamArguments } from "./commands/stream.js";

/*
 * The commands and what they take. Each loads what it needs only when it is run, so that help is quick.
 */

const VERSION = "0.1.0";

interface Common {
  readonly project: string;
  readonly json?: true;
}

/** Throws commander's errors instead of ending the process. */
export function buildProgram(): Command {
  const program = new Command("pinion")
    .description("Compiles, materialises and serves features declared in TypeScript")
    .version(VERSION, "-v, --version")
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError("(pinion --help shows the commands)");

  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option("--project <dir>", "the project's folder, with its pinion.config.ts", filled, ".")
      .option("--json", "print one JSON document to stdout and nothing else there")
      .exitOverride();

  command("check", "check all definitions and report every mistake")
    .option("--watch", "check again after every change, until interrupted")
    .action(async (options: Common & { readonly watch?: true }) => {
      const { check } = await import("./commands/check.js");
      await check(options);
    });

  command("build", "compile the definitions into .pinion")
    .option("--out <dir>", "the folder of the artifacts; .pinion in the project's folder unless given")
    .option("--watch", "compile again after every change, until interrupted")
    .action(async (options: Common & { readonly out?: string; readonly watch?: true }) => {
      const { build } = await import("./commands/build.js");
      await build(options);
    });

  command("list", "list the features, with their types and keys").action(async (options: Common) => {
    const { list } = await import("./commands/list.js");
    await list(options);
  });

  command("describe", "describe a feature: its type, key, source, window and what it is computed from")
    .argument("<feature>")
    .action(async (feature: string, options: Common) => {
      const { describe } = await import("./commands/describe.js");
      await describe(feature, options);
    });

  command("explain", "explain a feature (expression, lineage, emitted JavaScript) or a code such as PN2104")
    .argument("<feature-or-code>")
    .action(async (subject: string, options: Common) => {
      const { explain } = await import("./commands/explain.js");
      await explain(subject, options);
    });

  command("materialize", "compute features from their sources and store them")
    .requiredOption("--features <names>", "the features, separated by commas", names)
    .option("--table <name>", "the table that online sinks write")
    .option(
      "--sink <sink>",
      "store (the project's own; default), embedded[:DIR], redis://HOST:PORT, parquet:DIR, csv:DIR or jsonl:DIR; may be repeated",
      collect,
      [],
    )
    .option("--start <time>", "the first time of a backfill")
    .option("--end <time>", "the last time of a backfill, or the one to materialise as of; now unless given")
    .option("--step <length>", "the distance of a backfill's times, such as 1d or 6h")
    .option("--resolution <resolution>", "DAILY or HOURLY: what times are cut down to", resolution)
    .option("--ttl <seconds>", "online rows are forgotten after this time", seconds)
    .option(
      "--memory-limit <size>",
      "the memory that may be taken before spilling to disk, such as 2GB",
      size,
    )
    .action(async (options: MaterializeArguments) => {
      const { materialize } = await import("./commands/materialize.js");
      await materialize(options);
    });

  command("jobs", "list the project's jobs, show one by its id, or cancel one: jobs cancel ID")
    .argument("[id...]", "a job's id, or cancel and a job's id")
    .action(async (words: readonly string[], options: Common) => {
      const { jobs } = await import("./commands/jobs.js");
      await jobs(words, options);
    });

  command("join", "write a training set: observations with features as of the time of each")
    .requiredOption("--observations <file>", "a .csv, .tsv, .parquet or .jsonl file")
    .requiredOption("--timestamp <column>", "the column that says when an observation was made")
    .option("--timestamp-format <format>", "epoch, epoch_millis, epoch_micros or a datetime pattern")
    .requiredOption("--features <names>", "the features, separated by commas", names)
    .requiredOption("--out <file>", "the file to write: .parquet, .csv, .tsv or .jsonl")
    .option("--key <key=column>", "the observations' column of a key; may be repeated", collect, [])
    .option(
      "--rename <feature=column>",
      "what a feature is called in the output; may be repeated",
      collect,
      [],
    )
    .option("--delay <length>", "features are as of this long before each observation, such as 7d")
    .option("--delay-of <feature=length>", "the same for one feature; may be repeated", collect, [])
    .option("--unreadable <what>", "error or reject: what becomes of observations that cannot be read")
    .option(
      "--memory-limit <size>",
      "the memory that may be taken before spilling to disk, such as 2GB",
      size,
    )
    .action(async (options: JoinArguments) => {
      const { join } = await import("./commands/join.js");
      await join(options);
    });

  command("stream", "compute features from a stream of events and store them as they come")
    .requiredOption(
      "--features <names>",
      "the features of a table, separated by commas; may be repeated",
      lists,
    )
    .requiredOption("--table <name>", "the table that the sinks write; one for each --features", collect)
    .option(
      "--sink <sink>",
      "store (the project's own; default), embedded[:DIR] or redis://HOST:PORT; may be repeated",
      collect,
      [],
    )
    .option("--timeout-ms <n>", "end so long after partitions were first assigned", milliseconds)
    .option("--until-end", "end when all is read that was there at the beginning")
    .option(
      "--from <place>",
      "where to begin what was never read: beginning, latest or a time; latest unless given",
    )
    .option("--reset", "forget what was read before, and begin anew at --from")
    .option(
      "--log <path>",
      "read a local log (.jsonl, .avro or a folder of them) in place of the source's topics",
    )
    .option("--brokers <list>", "HOST:PORT, separated by commas, in place of the source's own")
    .addOption(
      new Option("--kafka-client <name>", "the library that reads, in place of the source's own").choices([
        "kafkajs",
        "platformatic",
      ]),
    )
    .option("--group <id>", "the consumer group")
    .option("--state <dir>", "the folder of window state; in .pinion/stream unless given")
    .option("--session-timeout-ms <n>", "how long the group waits for a silent consumer", milliseconds)
    .option("--ttl <seconds>", "online rows are forgotten after this time", seconds)
    .action(async (options: StreamArguments) => {
      const { stream } = await import("./commands/stream.js");
      await stream(options);
    });

  command(
    "dead-letters",
    "list the records that a stream could not use, write them again to their topics, or remove old ones",
  )
    .argument("[action]", "list, replay or prune", "list")
    .option("--source <name>", "the stream source; may be left out where there is one alone")
    .option("--reason <text>", "only those whose reason holds this text")
    .option(
      "--older-than <length>",
      "only those whose records are older, such as 30d; prune needs it",
      length,
    )
    .option("--brokers <list>", "HOST:PORT, separated by commas, in place of the source's own")
    .option("--log <path>", "the local log that was read in place of the source's topics")
    .action(async (action: string, options: DeadLettersArguments) => {
      const { deadLetters } = await import("./commands/dead-letters.js");
      await deadLetters(action, options);
    });

  command("get", "read features of keys of a table, and compute those that the table does not hold")
    .argument("<table>")
    .argument("<keys...>", "a composite key is written a#b")
    .requiredOption("--features <names>", "the features, separated by commas", names)
    .option("--request <json>", 'request columns, such as {"x":1}, for every key; a list has a row for each')
    .option("--deadline <length>", "how long it may take, such as 50ms or 2s", deadline)
    .option("--store <store>", "embedded, embedded:DIR or redis://HOST:PORT; the project's own unless given")
    .action(async (table: string, keys: readonly string[], options: GetArguments) => {
      const { get } = await import("./commands/get.js");
      await get(table, keys, options);
    });

  command("serve", "answer over HTTP: features, tables, metrics, and what Feast's clients ask for")
    .option("--host <address>", "the address to listen on", filled, "127.0.0.1")
    .option("--port <port>", "the port to listen on; 0 for any that is free", port, 6566)
    .option(
      "--store <store>",
      "embedded, embedded:DIR or redis://HOST:PORT; the project's own unless given",
      store,
    )
    .option("--workers [count]", "processes; without a number one for each core", workers)
    .option(
      "--keys <file>",
      "the API keys that `pinion api-key` makes; PINION_API_KEYS may hold the same",
      filled,
    )
    .option(
      "--allow-unauthenticated",
      "without keys, let everyone who reaches the port read, write and materialise",
    )
    .option("--tls-cert <file>", "the certificate, PEM; read anew on SIGHUP", filled)
    .option("--tls-key <file>", "its key, PEM", filled)
    .option("--tls-client-ca <file>", "take only clients with a certificate of this authority", filled)
    .option("--rate-limit <number>", "requests a second for each key, or each address without keys", positive)
    .option("--body-limit <bytes>", "the largest body of a request", bodyBytes)
    .option("--deadline <ms>", "how long a read may take", milliseconds)
    .option("--drain <seconds>", "how long it still takes requests once it is told to stop", drain)
    .option("--access-log", "log every request")
    .option("--log-level <level>", "trace, debug, info, warn, error, fatal or silent", logLevel, "info")
    .action(async (options: ServeArguments) => {
      const { serve } = await import("./commands/serve.js");
      await serve(options);
    });

  program
    .command("api-key")
    .description("make an API key for `pinion serve`")
    .argument("<name>")
    .option("--json", "print one JSON document to stdout and nothing else there")
    .option("--roles <roles>", "read, write, admin, separated by commas", names, ["read"])
    .option(
      "--tables <names>",
      "the tables it is for, `fares_*` for all that begin so; every table unless given",
      names,
    )
    .exitOverride()
    .action(async (name: string, options: ApiKeyArguments) => {
      const { apiKey } = await import("./commands/api-key.js");
      await apiKey(name, options);
    });

  command("delete", "remove features of keys, keys, a feature group or a table from the online store")
    .argument("<table>")
    .argument("[keys...]", "a composite key is written a#b")
    .option("--features <names>", "only these features of the keys, separated by commas", names)
    .option("--group <id>", "a feature group, by its id")
    .option("--all", "the whole table")
    .option("--store <store>", "embedded, embedded:DIR or redis://HOST:PORT; the project's own unless given")
    .action(async (table: string, keys: readonly string[], options: DeleteArguments) => {
      const { remove } = await import("./commands/delete.js");
      await remove(table, keys, options);
    });

  command("eval", "evaluate an expression")
    .argument("[expression]", "with --jsonl: left out, expressions are read from stdin")
    .option(
      "--jsonl",
      'read lines such as {"expr":"x + 1","columns":{"x":"int"},"row":{"x":1}}, print one for each',
    )
    .option("--columns <json>", 'the types of columns, such as {"x":"int"}')
    .option("--row <json>", 'the values of columns, such as {"x":1}')
    .option("--time-zone <zone>", "the IANA name of the time zone", "UTC")
    .action(async (expression: string | undefined, options) => {
      const { evaluate } = await import("./commands/eval.js");
      await evaluate(expression, options);
    });

  command("infer", "print a source with the columns of a file: csv, tsv, parquet, jsonl or avro")
    .argument("<file>")
    .action(async (file: string, options: Common) => {
      const { infer } = await import("./commands/infer.js");
      await infer(file, options);
    });

  command("functions", "list the functions of the expression language, or explain one")
    .argument("[name]")
    .action(async (name: string | undefined, options: Common) => {
      const { functions } = await import("./commands/functions.js");
      await functions(name, options);
    });

  return program;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const lists = (text: string, before: readonly (readonly string[])[] = []): readonly (readonly string[])[] => [
  ...before,
  names(text),
];

function names(text: string): readonly string[] {
  const all = text.split(",").map((name) => name.trim());
  if (all.some((name) => name === "")) throw new InvalidArgumentError("names are separated by single commas");
  return all;
}

function resolution(text: string): "DAILY" | "HOURLY" {
  const upper = text.toUpperCase();
  if (upper !== "DAILY" && upper !== "HOURLY") throw new InvalidArgumentError("it is DAILY or HOURLY");
  return upper;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    throw new InvalidArgumentError("it is a whole number of seconds above 0");
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}$/u.test(text) || value > 65_535)
    throw new InvalidArgumentError("it is a number up to 65535");
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!/^\d{1,10}(?:\.\d{1,6})?$/u.test(text) || value <= 0)
    throw new InvalidArgumentError("it is a positive number");
  return value;
}

/** Above 0, at most so many. */
function wholeUpTo(text: string, most: number): number {
  const value = Number(text);
  if (!/^[1-9]\d{0,9}$/u.test(text) || value > most)
    throw new InvalidArgumentError(`it is a whole number above 0, at most ${most}`);
  return value;
}

/** Each is a process. */
const workers = (text: string): number => wholeUpTo(text, 256);
const bodyBytes = (text: string): number => wholeUpTo(text, 256 * 1024 * 1024);

const MOST_DRAINED = 86_400;
function drain(text: string): number {
  const value = Number(text);
  if (!/^\d{1,5}(?:\.\d{1,6})?$/u.test(text) || value > MOST_DRAINED)
    throw new InvalidArgumentError(`it is a number of seconds from 0 to ${MOST_DRAINED}`);
  return value;
}

function filled(text: string): string {
  if (text === "") throw new InvalidArgumentError("it is not empty");
  return text;
}

const STORE = /^(?:redis|embedded(?::.+)?|rediss?(?:\+(?:sentinel|cluster))?:\/\/.+)$/su;
function store(text: string): string {
  if (!STORE.test(text))
    throw new InvalidArgumentError(
      "it is embedded, embedded:DIR, redis://HOST:PORT, rediss://…, redis+sentinel://… or redis+cluster://…",
    );
  return text;
}

function logLevel(text: string): string {
  if (!["trace", "debug", "info", "warn", "error", "fatal", "silent"].includes(text))
    throw new InvalidArgumentError("it is trace, debug, info, warn, error, fatal or silent");
  return text;
}

const LENGTHS = new Map([
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

/** Milliseconds. */
function length(text: string): number {
  const unit = LENGTHS.get(text.slice(-1));
  if (!/^\d{1,9}.$/u.test(text) || unit === undefined)
    throw new InvalidArgumentError("it is a number and s, m, h, d or w, such as 30d");
  return Number(text.slice(0, -1)) * unit;
}

/** Milliseconds. */
function deadline(text: string): number {
  const [, number = "0", unit] = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s)$/u.exec(text) ?? [];
  const value = Number(number) * (unit === "s" ? 1_000 : 1);
  if (value <= 0) throw new InvalidArgumentError("it is a number above 0 and ms or s, such as 50ms or 2s");
  return value;
}

function size(text: string): string {
  if (!isMemorySize(text)) throw new InvalidArgumentError("it is a size of at least 1MB, such as 2GB");
  return text;
}

function milliseconds(text: string): number {
  const value = Number(text);
  // A timer beyond it rings at once.
  if (!Number.isInteger(value) || value <= 0 || value > 2 ** 31 - 1)
    throw new InvalidArgumentError("it is a whole number of milliseconds above 0, at most 2147483647");
  return value;
}
