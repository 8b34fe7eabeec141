import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a server that can be cut. */
export interface Proxy {
  readonly port: number;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  readonly to: number;
  /** After this many bytes towards the server all connections are cut, once. */
  readonly cutAfter: number;
  /** Whether connections are taken again after the cut. */
  readonly comesBack: boolean;
}

/** Passes bytes on to a port of loopback until it has passed enough of them. */
export function startProxy({ to, cutAfter, comesBack }: ProxyOptions): Promise<Proxy> {
  let left = cutAfter;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = tunnel(near, to, open);
    far.pipe(near);
    near.on("data", (bytes: Buffer) => {
      left -= bytes.length;
      if (left > 0 || left + bytes.length <= 0) far.write(bytes);
      else cut(bytes, far);
    });
  });
  /** The last bytes are passed on by half: the server sees a command break off. */
  const cut = (bytes: Buffer, far: Socket): void => {
    far.write(bytes.subarray(0, bytes.length >> 1));
    if (!comesBack) server.close();
    for (const socket of open) if (socket !== far) socket.destroy();
    far.end();
  };
  return listening(server, open);
}

/** Passes bytes on to a port of loopback, and answers back after a pause in milliseconds. */
export function startSlowProxy(to: number, pauseMs: number): Promise<Proxy> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = tunnel(near, to, open);
    near.pipe(far);
    far.on("data", (bytes: Buffer) => void setTimeout(() => near.write(bytes), pauseMs));
  });
  return listening(server, open);
}

/** A way to a server whose connections can be lost without a word, or be gone for a while. */
export interface FlowProxy extends Proxy {
  /** Bytes of the connections that there are go nowhere from now on, as where a host on the way has forgotten them; later ones are passed. */
  forget(): void;
  /** Of the next answer so many bytes are passed on; then its connection ends. */
  cutAnswer(bytes: number): void;
  /** Ends all connections and takes none. */
  down(): Promise<void>;
  /** Takes connections again, at the same port. */
  up(): Promise<void>;
}

/** `to` may be named once the way to it has a port. */
export async function startFlowProxy(to: number | (() => number)): Promise<FlowProxy> {
  const open = new Set<Socket>();
  let passed = { passes: true };
  let cut: number | undefined;
  const server = createServer((near) => {
    const flow = passed;
    const far = connect(typeof to === "number" ? to : to(), "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("data", (bytes: Buffer) => {
        if (!flow.passes) return;
        if (socket === near || cut === undefined) {
          other.write(bytes);
          return;
        }
        near.end(bytes.subarray(0, cut));
        cut = undefined;
      });
      socket.on("close", () => {
        open.delete(socket);
        if (flow.passes) other.destroy();
      });
    }
  });
  const proxy = await listening(server, open);
  return {
    ...proxy,
    forget: () => {
      passed.passes = false;
      passed = { passes: true };
    },
    cutAnswer: (bytes) => {
      cut = bytes;
    },
    down: proxy.stop,
    up: () => new Promise((resolve) => void server.listen(proxy.port, "127.0.0.1", resolve)),
  };
}

/** Connects to the port, for one connection from it: both end together. */
function tunnel(near: Socket, to: number, open: Set<Socket>): Socket {
  const far = connect(to, "127.0.0.1");
  for (const socket of [near, far]) {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      open.delete(socket);
      near.destroy();
      far.destroy();
    });
  }
  return far;
}

function listening(server: Server, open: ReadonlySet<Socket>): Promise<Proxy> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address !== "object" || address === null) return reject(new Error("no port"));
      resolve({
        port: address.port,
        stop: async () => {
          for (const socket of open) socket.destroy();
          if (server.listening) await new Promise((done) => server.close(done));
        },
      });
    });
  });
}
