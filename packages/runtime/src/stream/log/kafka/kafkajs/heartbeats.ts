const EVERY_MS = 500;

/** Waits for something, telling the group in the meantime that this reader is alive. Rejects when it is divided anew. */
export async function withHeartbeats<T>(work: Promise<T>, heartbeat: () => Promise<void>): Promise<T> {
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<"pause">((resolve) => {
      timer = setTimeout(resolve, EVERY_MS, "pause");
    });
    try {
      const first = await Promise.race([work.then((value) => ({ value })), pause]);
      if (first !== "pause") return first.value;
    } finally {
      clearTimeout(timer);
    }
    await heartbeat();
  }
}
