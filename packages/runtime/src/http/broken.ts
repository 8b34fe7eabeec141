import type { Socket } from "node:net";
import { failureBody, JSON_TYPE, type ErrorBody } from "./errors.js";

/*
 * What is answered to what is no request: there is none to answer through, nor anything that it would be counted or logged by.
 */

interface Broken {
  readonly status: string;
  readonly error: ErrorBody["error"];
}

const NO_HTTP: Broken = {
  status: "400 Bad Request",
  error: { code: "PN9001", message: "the request is no HTTP" },
};
const BY_CODE: ReadonlyMap<unknown, Broken> = new Map([
  [
    "HPE_HEADER_OVERFLOW",
    {
      status: "431 Request Header Fields Too Large",
      error: { code: "PN9003", message: "the headers are too large" },
    },
  ],
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    {
      status: "408 Request Timeout",
      error: { code: "PN9009", message: "the request did not come in within its time" },
    },
  ],
] satisfies readonly (readonly [string, Broken])[]);

/** Answers on the connection, and ends it. */
export function refuseBroken(error: Error, socket: Socket, requestId: string): void {
  // The other end is gone, or was answered already.
  if (("code" in error && error.code === "ECONNRESET") || socket.destroyed) return;
  if (socket.writable) {
    const { status, error: body } = BY_CODE.get("code" in error ? error.code : undefined) ?? NO_HTTP;
    const text = failureBody({ status: Number.parseInt(status), body: { error: body, requestId } }, "");
    const head = [
      `HTTP/1.1 ${status}`,
      `x-request-id: ${requestId}`,
      `content-type: ${JSON_TYPE}`,
      `content-length: ${Buffer.byteLength(text)}`,
      "connection: close",
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n${text}`);
  }
  // At once: one that stalls in its handshake never takes the answer.
  socket.destroy(error);
}
