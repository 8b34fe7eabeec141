import { withDeadline } from "../deadline.js";
import type { Serving } from "../serving.js";
import type { Route } from "./route.js";

/** How long a look at the store is good for: probes must not become its load. */
const GOOD_MS = 500;
const PATIENCE_MS = 1_000;

/**
 * `GET /livez`: the process answers. `GET /readyz`: it is not about to stop and its store answers.
 * `GET /health`: readiness without a body, as Feast's clients ask for it.
 */
export function healthRoutes(serving: Serving, accepting: () => boolean): readonly Route[] {
  const storeAnswers = storeProbe(serving);
  return [
    { method: "GET", path: "/livez", handle: async () => '{"status":"ok"}' },
    {
      method: "GET",
      path: "/readyz",
      handle: async (_request, _asked, reply) => {
        const status = !accepting() ? "stopping" : (await storeAnswers()) ? "ok" : "store out of reach";
        if (status !== "ok") reply.code(503);
        return `{"status":"${status}"}`;
      },
    },
    {
      method: "GET",
      path: "/health",
      handle: async (_request, _asked, reply) => {
        const ready = accepting() && (await storeAnswers());
        reply.code(ready ? 200 : 503);
        return "";
      },
    },
  ];
}

/** One question, whatever the store. */
function storeProbe({ client, deadlines }: Serving): () => Promise<boolean> {
  let known: { readonly answer: Promise<boolean>; readonly at: number } | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      await withDeadline(deadlines, PATIENCE_MS, async () =>
        (await client.onlineStore()).ping({ deadlineMs: PATIENCE_MS }),
      );
      return true;
    } catch {
      return false;
    }
  };
  return () => {
    const now = Date.now();
    if (known === undefined || now - known.at > GOOD_MS) known = { answer: ask(), at: now };
    return known.answer;
  };
}
