import type { ChildProcess } from "node:child_process";
import { connect } from "node:net";
import { until } from "./until.js";

/** Waits until a server of ours takes connections. */
export async function untilOpen(
  port: number,
  child: ChildProcess,
  ended: () => string = () => "",
): Promise<void> {
  await until(
    async () => child.exitCode !== null || (await isOpen(port)),
    `the server at port ${port} takes connections`,
  );
  if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}: ${ended()}`);
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
