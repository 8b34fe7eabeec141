import { createServer, type AddressInfo, type Socket } from "node:net";

/** A sentinel that says what a test has it say, when the test has it say that: the real one's moments cannot be chosen. */
export interface SentinelAtHand {
  readonly url: string;
  /** The next who asks for the master is told of it only after all who listen have been told of another and have gone. */
  readonly switchWhenAsked: (port: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const bulk = (text: string): string => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
const list = (...items: readonly string[]): string => `*${items.length}\r\n${items.join("")}`;

export async function sentinelAtHand(first: number): Promise<SentinelAtHand> {
  let master = first;
  let asked: (() => Promise<void>) | undefined;
  const sockets = new Set<Socket>();
  const listening = new Set<Socket>();

  const answer = async (socket: Socket, [name = "", ...rest]: readonly string[]): Promise<void> => {
    const command = [name, rest[0] ?? ""].join(" ").toLowerCase();
    if (name.toLowerCase() === "subscribe") {
      listening.add(socket);
      socket.write(list(bulk("subscribe"), bulk("+switch-master"), ":1\r\n"));
    } else if (command === "sentinel get-master-addr-by-name") {
      const told = master;
      const wait = asked;
      asked = undefined;
      await wait?.();
      socket.write(list(bulk("127.0.0.1"), bulk(String(told))));
    } else if (command === "sentinel sentinels") socket.write("*0\r\n");
    else if (name.toLowerCase() === "hello") socket.write("-ERR unknown command 'hello'\r\n");
    else socket.write("+OK\r\n");
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      listening.delete(socket);
    });
    socket.on("error", () => undefined);
    let text = "";
    let before = Promise.resolve();
    socket.on("data", (data) => {
      text += data.toString("latin1");
      for (;;) {
        const read = commandOf(text);
        if (read === undefined) return;
        text = text.slice(read.length);
        before = before.then(() => answer(socket, read.words));
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `redis+sentinel://127.0.0.1:${(server.address() as AddressInfo).port}/main`,
    switchWhenAsked: (port) =>
      new Promise((resolve) => {
        asked = async () => {
          const gone = [...listening].map((one) => new Promise((ended) => one.once("close", ended)));
          for (const one of listening) {
            one.write(
              list(bulk("message"), bulk("+switch-master"), bulk(`main 127.0.0.1 1 127.0.0.1 ${port}`)),
            );
          }
          await Promise.all(gone);
          master = port;
          resolve();
        };
      }),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The first whole command of what came: a list of bulk strings. */
function commandOf(text: string): { readonly words: readonly string[]; readonly length: number } | undefined {
  const words: string[] = [];
  const head = /^\*(\d+)\r\n/u.exec(text);
  if (head === null) return undefined;
  let at = head[0].length;
  for (let i = Number(head[1]); i > 0; i--) {
    const size = /^\$(\d+)\r\n/u.exec(text.slice(at));
    if (size === null) return undefined;
    const from = at + size[0].length;
    at = from + Number(size[1]) + 2;
    if (text.length < at) return undefined;
    words.push(text.slice(from, at - 2));
  }
  return { words, length: at };
}
