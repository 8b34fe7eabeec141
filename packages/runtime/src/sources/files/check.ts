import { closeSync, openSync, readSync, statSync } from "node:fs";
import { PinionError, type FileFormat } from "@pinion/core";

/** How much of a text file is looked at before it is read. */
const HEAD_BYTES = 512;

/** Throws PN5002 where a file is a folder, empty, or a text in another encoding than UTF-8: it would be read wrongly. */
export function checkFile(path: string, format: FileFormat, what: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new PinionError("PN5001", `${what} is missing`, {
      help: "see to it that it is there, and stays there while it is read",
    });
  }
  if (stat.isDirectory()) {
    throw new PinionError("PN5002", `${what} cannot be read: it is a folder`, {
      help: "name its files by a pattern, such as `folder/*.csv`",
    });
  }
  if (stat.isFile() && stat.size === 0) {
    throw new PinionError("PN5002", `${what} is empty`, {
      help: "write the file whole before the job reads it",
    });
  }
  const text = format === "csv" || format === "tsv" || format === "jsonl";
  if (!text || !stat.isFile() || /\.(?:gz|zst)$/iu.test(path)) return;
  const encoding = otherEncoding(headOf(path));
  if (encoding === undefined) return;
  throw new PinionError("PN5002", `${what} cannot be read: it is ${encoding}, not UTF-8`, {
    help: "convert it: iconv -f UTF-16 -t UTF-8",
  });
}

export function headOf(path: string, bytes: number = HEAD_BYTES): Buffer {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(bytes);
    return head.subarray(0, readSync(file, head, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}

function otherEncoding(head: Buffer): string | undefined {
  const [a, b, c, d] = head;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return "UTF-32";
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "UTF-16";
  // Without a byte order mark: ASCII in UTF-16 has a zero byte in each unit; a text in UTF-8 has hardly any.
  const zeros = head.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  return zeros > head.length / 4 ? "UTF-16 or binary data" : undefined;
}
