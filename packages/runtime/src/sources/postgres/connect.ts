import pg from "pg";
import { PinionError } from "@pinion/core";
import { withoutSecrets } from "./secrets.js";

const { Client } = pg;

/** How long a server may take to answer at all. */
const CONNECT_MILLIS = 30_000;

/**
 * Runs work in one read-only transaction that sees one state of the database. Values come as the texts that the database
 * writes. Throws PN5021, without anything secret.
 */
export async function withPostgres<T>(
  what: string,
  connection: string,
  signal: AbortSignal | undefined,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = open(what, connection);
  let broken: Error | undefined;
  client.on("error", (error) => {
    broken = error;
  });
  const abort = (): void => void client.end().catch(() => undefined);
  signal?.addEventListener("abort", abort);
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'");
    await client.query("SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 3");
    const done = await work(client);
    await client.query("COMMIT");
    return done;
  } catch (error) {
    if (signal?.aborted === true || error instanceof PinionError) throw error;
    if (!isDatabaseError(error) && broken === undefined) throw error;
    throw failure(what, connection, isDatabaseError(error) ? error : broken);
  } finally {
    signal?.removeEventListener("abort", abort);
    await client.end().catch(() => undefined);
  }
}

function open(what: string, connection: string): pg.Client {
  try {
    // The driver takes anything for an address, and tries hosts of its own.
    if (!/^postgres(?:ql)?:\/\//iu.test(connection)) throw new TypeError("no address");
    new URL(connection);
    return new Client({
      connectionString: connection,
      connectionTimeoutMillis: CONNECT_MILLIS,
      application_name: "pinion",
      types: { getTypeParser: () => (text: string) => text },
    });
  } catch {
    // What the driver says holds the address.
    throw new PinionError("PN5021", `${what}: its connection is no address of a database`, {
      help: "write it as postgres://user:password@host:port/database",
    });
  }
}

/** What the server or the network said; anything else is a mistake of ours. */
const isDatabaseError = (error: unknown): error is Error =>
  error instanceof pg.DatabaseError ||
  (error instanceof Error &&
    ("code" in error ||
      /^(?:timeout expired|Connection terminated|The server does not support SSL|SASL)/iu.test(
        error.message,
      )));

function failure(what: string, connection: string, error: Error | undefined): PinionError {
  const code = error !== undefined && "code" in error ? String(error.code) : "";
  const said = error === undefined || error.message === "" ? code : error.message;
  const message = withoutSecrets(said.split("\n", 1)[0] ?? "", connection).slice(0, 300);
  return new PinionError("PN5021", `${what} cannot be read: ${message}`, { help: helpOf(code) });
}

/** Codes of the network, and of the server: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function helpOf(code: string): string {
  if (code.startsWith("28"))
    return "see to it that the connection names a user who may log in, with the right password";
  if (code === "3D000") return "the connection names a database that is not there";
  if (code === "42P01" || code === "42703")
    return "the names of tables and columns are spelt as in the database, letter by letter";
  if (code === "42501") return "grant the user SELECT on it";
  if (code.startsWith("42")) return "run the query by itself in psql";
  return "see to it that the server runs and can be reached from here";
}
