import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { PinionError } from "@pinion/core";
import { openClient, type Client } from "@pinion/runtime";
import {
  readKeys,
  startServer,
  superviseWorkers,
  workerLink,
  type KeyRing,
  type TlsOptions,
  type WorkerLink,
} from "@pinion/runtime/http";
import { note, print, printDocument } from "../output.js";
import { fromHere } from "../store-address.js";

export interface ServeArguments {
  readonly project: string;
  readonly json?: true;
  readonly host: string;
  readonly port: number;
  readonly store?: string;
  /** True where the option stands there without a number: one for each core. */
  readonly workers?: number | true;
  readonly keys?: string;
  readonly allowUnauthenticated?: true;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
  readonly rateLimit?: number;
  readonly bodyLimit?: number;
  readonly deadline?: number;
  readonly drain?: number;
  readonly accessLog?: true;
  readonly logLevel: string;
}

/** `pinion serve`: answers over HTTP until SIGTERM or SIGINT. */
export async function serve(options: ServeArguments): Promise<void> {
  const ending = new AbortController();
  const link = workerLink(() => ending.abort());
  // A worker is ended by its primary, which the same signal has reached.
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (link === undefined) ending.abort();
    });
  const workers = options.workers === true ? availableParallelism() : (options.workers ?? 1);
  if (link === undefined && workers > 1) {
    const began = { value: false };
    await superviseWorkers({
      workers,
      signal: ending.signal,
      onReady: (address) => {
        began.value = true;
        announce(options, address, workers);
      },
      onLost: (pid, reason) => {
        if (began.value) note(`pinion: worker ${pid} ended (${reason}); another takes its place`);
      },
    });
    return;
  }
  if (link === undefined) return serveHere(options, ending.signal, 1);
  try {
    await serveHere(options, ending.signal, workers, link);
  } catch (error) {
    if (!(error instanceof PinionError)) throw error;
    const { code, message, help } = error;
    await link.failed({ code, message, ...(help === undefined ? {} : { help }) });
  }
  process.exit();
}

async function serveHere(
  options: ServeArguments,
  ending: AbortSignal,
  workers: number,
  link?: WorkerLink,
): Promise<void> {
  const { project, host, port, store, rateLimit, bodyLimit, deadline, drain } = options;
  const keys = keysOf(options);
  const tls = tlsOf(options);
  const client = await openClient({
    project,
    ...(store === undefined ? {} : { store: fromHere(store) }),
  });
  try {
    await openStore(client);
    const server = await startServer({
      client,
      host,
      port,
      ...(keys === undefined ? {} : { keys }),
      ...(tls === undefined ? {} : { tls }),
      allowUnauthenticated: options.allowUnauthenticated === true,
      // Connections are dealt out to the workers in turn, and so are the requests of a caller, nearly.
      ...(rateLimit === undefined ? {} : { rateLimit: { perSecond: rateLimit / workers } }),
      limits: {
        ...(bodyLimit === undefined ? {} : { bodyBytes: bodyLimit }),
        ...(deadline === undefined ? {} : { deadlineMs: deadline }),
      },
      ...(drain === undefined ? {} : { timeouts: { drain: drain * 1000 } }),
      accessLog: options.accessLog === true,
      logger: { level: options.logLevel, stream: process.stderr },
      ...(link === undefined
        ? {}
        : {
            shareMetrics: (registry) => {
              link.provide(registry);
              return link.allMetrics;
            },
          }),
    });
    if (link === undefined) announce(options, server.address, 1);
    else link.ready(server.address);
    const renew = (): void => renewTls(options, server.renewTls);
    process.on("SIGHUP", renew);
    await aborted(ending);
    process.off("SIGHUP", renew);
    await server.stop();
  } finally {
    await client.close();
  }
}

/** A store that is out of reach may come back: until then the server is not ready. Anything else is a mistake. */
async function openStore(client: Pick<Client<object>, "onlineStore">): Promise<void> {
  try {
    await (await client.onlineStore()).tables();
  } catch (error) {
    if (!(error instanceof PinionError) || error.code !== "PN6001") throw error;
    note(`pinion: ${error.message}`);
  }
}

function announce(
  { json, keys, allowUnauthenticated }: ServeArguments,
  address: string,
  workers: number,
): void {
  if (json === true) {
    printDocument({ address, workers });
    return;
  }
  const open = keys === undefined && process.env[KEYS_VARIABLE] === undefined;
  const who = !open
    ? ""
    : allowUnauthenticated === true
      ? ": everyone who reaches it may read, write and materialise"
      : ": without keys, for this machine alone";
  print(`listening on ${address}${workers > 1 ? ` with ${workers} workers` : ""}${who}`);
}

const KEYS_VARIABLE = "PINION_API_KEYS";

function keysOf({ keys }: ServeArguments): KeyRing | undefined {
  if (keys !== undefined) return readKeys(readFile(keys, "PN9011", "the file of keys"), keys);
  const text = process.env[KEYS_VARIABLE];
  return text === undefined || text === "" ? undefined : readKeys(text, KEYS_VARIABLE);
}

function tlsOf({ tlsCert, tlsKey, tlsClientCa }: ServeArguments): TlsOptions | undefined {
  if (tlsCert === undefined && tlsKey === undefined && tlsClientCa === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new PinionError("PN8003", "`--tls-cert` and `--tls-key` go together", {
      help: "name the PEM files of both",
    });
  }
  return {
    cert: readFile(tlsCert, "PN9012", "the certificate"),
    key: readFile(tlsKey, "PN9012", "the key of the certificate"),
    ...(tlsClientCa === undefined
      ? {}
      : { clientCa: readFile(tlsClientCa, "PN9012", "the authority of clients") }),
  };
}

/** SIGHUP: a certificate that cannot be used leaves the old one in place. */
function renewTls(options: ServeArguments, renew: (tls: TlsOptions) => void): void {
  try {
    const tls = tlsOf(options);
    if (tls !== undefined) renew(tls);
  } catch (error) {
    note(
      `pinion: the certificate stays as it was: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function readFile(path: string, code: "PN9011" | "PN9012", what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new PinionError(code, `${what} ${path} cannot be read: ${reason}`, { cause: error });
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
