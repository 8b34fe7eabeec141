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
