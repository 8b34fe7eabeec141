import type { FunctionRecord } from "../record.js";
import { parseUrl } from "./parse-url.js";
import { urlDecode } from "./url-decode.js";
import { urlEncode } from "./url-encode.js";

export const urlFunctions: readonly FunctionRecord[] = [parseUrl, urlEncode, urlDecode];
