// Takes letters of a file back and writes the file anew, over and over, to be killed: the offset of each letter goes to stdout before
// it is taken back, and behind `-` after.
import { compactFileLetters } from "../../../packages/runtime/dist/stream/dead-letters/compact.js";
import {
  readFileLetters,
  takeBackFileLetters,
} from "../../../packages/runtime/dist/stream/dead-letters/file.js";
import { fileLock, letterLease } from "../../../packages/runtime/dist/stream/dead-letters/lease.js";
import { writeSync } from "node:fs";

const path = process.argv[2] ?? "";
for (;;) {
  const lease = await letterLease(await fileLock(path));
  if (!("release" in lease)) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    continue;
  }
  const letters = await readFileLetters(path);
  const taken = [];
  for await (const letter of letters) if (taken.length < 3 && letter.offset % 5 !== 0) taken.push(letter);
  await letters.close();
  writeSync(1, taken.map(({ offset }) => `${offset}\n`).join(""));
  await takeBackFileLetters(path, taken);
  writeSync(1, taken.map(({ offset }) => `-${offset}\n`).join(""));
  await compactFileLetters(path, () => void lease.renew());
  lease.release();
}
