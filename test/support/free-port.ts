import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * A server is started on its port long after the port was chosen, and again on the same one after it was killed. So the
 * ports are none that the system gives to connections and listeners that ask for any, and each is given once in a run.
 */

const FIRST = 10_000;
/** A node of a Redis cluster also takes the port 10,000 above its own. */
const BUS = 10_000;

/** Where the ports begin that the system gives out by itself. */
function firstOfSystem(): number {
  try {
    return Number.parseInt(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8"), 10);
  } catch {
    return 32_768;
  }
}

/** A port of loopback that nobody listens on, kept for who asked until the run is over. */
export async function freePort(): Promise<number> {
  const reserved = join(tmpdir(), "ports");
  mkdirSync(reserved, { recursive: true });
  const end = Math.max(FIRST + 2_000, Math.min(firstOfSystem() - BUS, FIRST + BUS));
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (end - FIRST));
    try {
      mkdirSync(join(reserved, String(port)));
    } catch {
      continue;
    }
    if ((await canListen(port)) && (await canListen(port + BUS))) return port;
  }
  throw new Error("no port is free");
}

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
