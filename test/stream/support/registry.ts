import { createServer } from "node:http";

/** A schema registry of our own on loopback, as far as readers ask one. */
export interface Registry {
  readonly url: string;
  /** Registers a schema; its id. */
  readonly add: (subject: string, schema: unknown) => number;
  /** Answers as many questions with a failure. */
  readonly fail: (questions: number) => void;
  /** How many it has answered so. */
  readonly failed: () => number;
  /** Resolves when the newest schema of a subject is asked for, which is what a stream begins with. */
  readonly asksFor: (subject: string) => Promise<void>;
  /** How often an id was asked for. */
  readonly asked: (id: number) => number;
  readonly stop: () => Promise<void>;
}

export function startRegistry(): Promise<Registry> {
  const schemas: { readonly subject: string; readonly schema: string }[] = [];
  let failures = 0;
  let failed = 0;
  let onSubject: ((subject: string) => void) | undefined;
  const asked = new Map<number, number>();
  const server = createServer((request, response) => {
    if (failures > 0) {
      failures--;
      failed++;
      response.writeHead(503).end();
      return;
    }
    const path = decodeURIComponent(request.url ?? "");
    const id = Number(/^\/schemas\/ids\/(\d+)$/u.exec(path)?.[1] ?? 0);
    const subject = /^\/subjects\/(.+)\/versions\/latest$/u.exec(path)?.[1];
    if (subject !== undefined) onSubject?.(subject);
    if (id > 0) asked.set(id, (asked.get(id) ?? 0) + 1);
    const found = id > 0 ? schemas[id - 1] : schemas.findLast((each) => each.subject === subject);
    response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(found === undefined ? { error_code: 40403 } : { schema: found.schema }));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        url: `http://127.0.0.1:${port}`,
        add: (subject, schema) => schemas.push({ subject, schema: JSON.stringify(schema) }),
        fail: (questions) => {
          failures = questions;
        },
        failed: () => failed,
        asksFor: (subject) =>
          new Promise((resolveAsked) => {
            onSubject = (one) => {
              if (one === subject) resolveAsked();
            };
          }),
        asked: (id) => asked.get(id) ?? 0,
        stop: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
