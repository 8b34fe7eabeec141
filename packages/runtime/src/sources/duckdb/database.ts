import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { PinionError } from "@pinion/core";

export interface DatabaseOptions {
  /** Where DuckDB may spill what does not fit in memory; a folder of its own is made in it. */
  readonly scratch: string;
  /** As DuckDB writes sizes, `1GB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

/** An embedded DuckDB for one job: nothing of it outlives `close`. */
export interface Database {
  readonly connection: DuckDBConnection;
  /** A further connection to the same tables: one connection streams one result at a time. */
  readonly connect: () => Promise<DuckDBConnection>;
  /** Makes names of functions and tables that no other use of this database has. */
  readonly fresh: (stem: string) => string;
  readonly scratch: string;
  close(): void;
}

export async function openDuckdb({
  scratch,
  memoryLimit = "1GB",
  threads,
}: DatabaseOptions): Promise<Database> {
  const folder = scratchFolder(scratch);
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: memoryLimit,
    temp_directory: folder,
    // Files are opened by the names in definitions alone; nothing is fetched or installed.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  let used = 0;
  return {
    connection,
    scratch: folder,
    connect: () => instance.connect(),
    fresh: (stem) => `pinion_${stem}_${used++}`,
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A folder of its own in `scratch`; where nothing can be written there, among the system's temporary files. */
function scratchFolder(scratch: string): string {
  for (const folder of [scratch, tmpdir()]) {
    try {
      mkdirSync(folder, { recursive: true });
      return mkdtempSync(join(folder, "pinion-job-"));
    } catch {
      // The next one, then.
    }
  }
  throw new PinionError("PN5008", `temporary files can be written neither to ${scratch} nor to ${tmpdir()}`, {
    help: "set TMPDIR to a folder that may be written",
  });
}

/** Runs SQL of our own; what DuckDB says of files and disks becomes a coded error. */
export async function duckdbGuard<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof PinionError ? error : duckdbError(what, error);
  }
}

function duckdbError(what: string, error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error);
  if (
    /No space left|Disk quota exceeded|File too large|exceeds the available|failed to offload|Out of Memory/iu.test(
      text,
    )
  ) {
    return new PinionError("PN5008", `${what}: no room is left on the disk or in memory`, {
      help: "make room, or give the job more memory",
      cause: error,
    });
  }
  const lacking =
    /schema mismatch in glob: column "(.*?)" was read from .* could not be found in file "(.*?)"/su.exec(
      text,
    );
  if (lacking !== null) {
    return new PinionError("PN5003", `the file ${lacking[2] ?? ""} has no column \`${lacking[1] ?? ""}\``, {
      help: "the files of a source have all its columns",
      cause: error,
    });
  }
  if (
    /^(IO Error|Invalid Input Error|Conversion Error|Invalid Error)|parquet|CSV Error|TProtocolException/iu.test(
      text,
    )
  ) {
    return new PinionError("PN5002", `${what} cannot be read: ${firstLine(text)}`, {
      help: "the file is damaged, cut short or of another format than declared",
      cause: error,
    });
  }
  return error;
}

const firstLine = (text: string): string => (text.split("\n", 1)[0] ?? text).slice(0, 300);
