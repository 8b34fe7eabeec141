import { PinionError } from "@pinion/core";

/** Writes files; what the file system and DuckDB say becomes a coded error of `what`, as messages call it. */
export async function guard<T>(what: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof PinionError ? error : (storeError(what, error) ?? error);
  }
}

function storeError(what: string, error: unknown): PinionError | undefined {
  const text = error instanceof Error ? error.message : String(error);
  if (/ENOSPC|EDQUOT|EFBIG|No space left|Disk quota exceeded|File too large/iu.test(text)) {
    return new PinionError("PN6007", `${what} is full`, {
      help: "make room on the disk and run the job again",
      cause: error,
    });
  }
  if (/Out of Memory|failed to offload|exceeds the available/iu.test(text)) {
    return new PinionError("PN5008", `${what}: no room is left on the disk or in memory`, {
      help: "make room, or give the job more memory",
      cause: error,
    });
  }
  if (/^(E[A-Z]{3,}: |IO Error|Permission Error)/u.test(text)) {
    const reason = (text.split("\n", 1)[0] ?? "").slice(0, 300);
    return new PinionError("PN6001", `${what} cannot be written: ${reason}`, {
      help: "check that the folder is one and may be written",
      cause: error,
    });
  }
  return undefined;
}
