import type { FunctionRecord } from "../record.js";
import { crc32 } from "./crc32.js";
import { hash } from "./hash.js";
import { md5 } from "./md5.js";
import { sha1 } from "./sha1.js";
import { sha2 } from "./sha2.js";
import { xxhash64 } from "./xxhash64.js";

export const hashFunctions: readonly FunctionRecord[] = [hash, xxhash64, md5, sha1, sha2, crc32];
