import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { KafkaSettings } from "../settings.js";
import { input, out, WireFault, type In, type Out } from "./bytes.js";
import { authenticate, mechanismOf } from "./sasl.js";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The requests that are made; by the protocol's numbers. */
export const API = {
  fetch: 1,
  metadata: 3,
  saslHandshake: 17,
  apiVersions: 18,
  saslAuthenticate: 36,
} as const;

/** A broker refused who or what the client is. */
export class RefusedFault extends Error {}

/** A connection to one broker. Requests reject when it breaks; it is not mended. */
export interface Connection {
  /** The newest version of a request that the broker knows; -1 where it knows none. */
  readonly newest: (api: number) => number;
  readonly request: (api: number, version: number, body: Out, flexible?: boolean) => Promise<In>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

const CLIENT_ID = "pinion";
const CONNECT_MS = 10_000;
/** Longer than a broker takes for any request, or waits for records. */
const ANSWER_MS = 30_000;
/** Fetches are of some megabytes. */
const MOST_BYTES = 1 << 30;
const SASL_FAULTS: ReadonlySet<number> = new Set([33, 34, 58]);

export async function openConnection(
  address: Address,
  { tls, sasl }: Pick<KafkaSettings, "tls" | "sasl">,
): Promise<Connection> {
  const socket = await openSocket(address, tls);
  const { request, isOpen } = requests(socket);
  const close = (): void => void socket.destroy();
  try {
    const versions = await request(API.apiVersions, 0, out());
    if (versions.int16() !== 0) throw new WireFault("the broker does not tell what it knows");
    const newest = new Map(
      versions.list(false, () => {
        const api = versions.int16();
        versions.int16();
        return [api, versions.int16()] as const;
      }),
    );
    if (sasl !== undefined) {
      const agreed = await request(API.saslHandshake, 1, out().string(mechanismOf(sasl)));
      if (agreed.int16() !== 0) throw new RefusedFault(`the broker does not take ${sasl.mechanism}`);
      await authenticate(sasl, async (bytes) => {
        const answer = await request(API.saslAuthenticate, 0, out().bytes(bytes));
        const code = answer.int16();
        const why = answer.string();
        if (SASL_FAULTS.has(code)) throw new RefusedFault(why.slice(0, 200));
        if (code !== 0) throw new WireFault(`the broker answered with error ${code}`);
        return answer.bytes();
      });
    }
    return { newest: (api) => newest.get(api) ?? -1, request, isOpen, close };
  } catch (error) {
    close();
    throw error;
  }
}

function openSocket({ host, port }: Address, tls: KafkaSettings["tls"]): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket =
      tls === undefined
        ? connectPlain({ host, port })
        : connectTls({
            ...{ host, port, ...(isIP(host) === 0 ? { servername: host } : {}) },
            ...(tls.ca === undefined ? {} : { ca: [tls.ca] }),
          });
    const timer = setTimeout(
      () => socket.destroy(new WireFault("the broker takes no connection")),
      CONNECT_MS,
    );
    socket.setNoDelay(true);
    socket.once("error", reject);
    socket.once(tls === undefined ? "connect" : "secureConnect", () => {
      clearTimeout(timer);
      socket.off("error", reject);
      resolve(socket);
    });
    socket.once("close", () => clearTimeout(timer));
  });
}

interface Waiting {
  readonly id: number;
  readonly flexible: boolean;
  readonly resolve: (answer: In) => void;
  readonly reject: (error: unknown) => void;
}

/** Requests and their answers, which come in order. */
function requests(socket: Socket): Pick<Connection, "request" | "isOpen"> {
  const waiting: Waiting[] = [];
  let failure: Error | undefined;
  let ids = 0;
  let timer: NodeJS.Timeout | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    clearTimeout(timer);
    socket.destroy();
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  const watch = (): void => {
    clearTimeout(timer);
    if (waiting.length === 0) return;
    timer = setTimeout(() => fail(new WireFault("the broker does not answer")), ANSWER_MS);
  };
  const take = (frame: Buffer): void => {
    const next = waiting.shift();
    watch();
    const answer = input(frame);
    if (next === undefined || answer.int32() !== next.id) {
      next?.reject(new WireFault("the broker answers what was not asked"));
      return fail(new WireFault("the broker answers what was not asked"));
    }
    answer.skipTags(next.flexible);
    next.resolve(answer);
  };
  const read = framed(take);
  socket.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      fail(error as Error);
    }
  });
  socket.on("error", fail);
  socket.on("close", () => fail(new WireFault("the broker closed the connection")));
  return {
    isOpen: () => failure === undefined,
    request: (api, version, body, flexible = false) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        const id = ++ids;
        const head = out().int16(api).int16(version).int32(id).string(CLIENT_ID).noTags(flexible).done();
        const bytes = body.done();
        waiting.push({ id, flexible, resolve, reject });
        if (waiting.length === 1) watch();
        socket.write(
          Buffer.concat([
            out()
              .int32(head.length + bytes.length)
              .done(),
            head,
            bytes,
          ]),
        );
      }),
  };
}

/** Puts chunks together to the frames that they are of: each in memory of its own, filled once. */
function framed(take: (frame: Buffer) => void): (chunk: Buffer) => void {
  const size = Buffer.alloc(4);
  let sized = 0;
  let frame: Buffer | undefined;
  let filled = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (frame === undefined) {
        size[sized++] = chunk[at++] ?? 0;
        if (sized < 4) continue;
        const length = size.readInt32BE(0);
        if (length < 4 || length > MOST_BYTES) throw new WireFault("the answer has no length");
        frame = Buffer.allocUnsafeSlow(length);
        sized = 0;
        filled = 0;
        continue;
      }
      const copied = chunk.copy(frame, filled, at);
      at += copied;
      filled += copied;
      if (filled < frame.length) continue;
      const whole = frame;
      frame = undefined;
      take(whole);
    }
  };
}
