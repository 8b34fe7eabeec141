import { createHash } from "node:crypto";
import { stat, type FileHandle } from "node:fs/promises";

/** The bytes that a file begins with, by which it is known again when more has been added to it. */
export interface Head {
  readonly bytes: number;
  readonly sha256: string;
}

/** So many bytes tell a file from another one. */
export const HEAD_BYTES = 4_096;

export async function readHead(file: FileHandle, bytes: number): Promise<Head> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
  const sha256 = createHash("sha256").update(buffer.subarray(0, bytesRead)).digest("hex");
  return { bytes: bytesRead, sha256 };
}

export async function beginsWith(file: FileHandle, { bytes, sha256 }: Head): Promise<boolean> {
  const head = await readHead(file, Math.min(bytes, HEAD_BYTES));
  return head.bytes === bytes && head.sha256 === sha256;
}

/** Whether another file stands at the path by now. One that is moved away for a moment is waited for. */
export async function isReplaced(file: FileHandle, path: string): Promise<boolean> {
  const there = await stat(path, { bigint: true }).catch(() => undefined);
  if (there === undefined) return false;
  const own = await file.stat({ bigint: true });
  return there.ino !== own.ino || there.dev !== own.dev;
}
