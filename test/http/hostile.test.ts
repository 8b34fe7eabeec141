import { connect, type Socket } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@pinion/runtime";
import { startServer, type HttpServer } from "@pinion/runtime/http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../support/requires.js";
import { ask, filledClient, jsonOf, serve } from "./support/served.js";
import { opensslAvailable, selfSigned } from "./support/tls.js";

/* Clients that mean harm, or are broken: others go on. */

let client: Client<Record<string, never>>;
beforeAll(async () => {
  client = await filledClient();
});
afterAll(() => client.close());

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
const started = async (options: Partial<Parameters<typeof serve>[0]> = {}): Promise<HttpServer> => {
  const server = await serve({ client, ...options });
  servers.push(server);
  return server;
};
const portOf = (server: HttpServer): number => Number(new URL(server.address).port);
const READ = { features: ["f_rides"], entities: [{ zone: 1 }] };
const read = (server: HttpServer) => ask(`${server.address}/v1/features`, READ);

/** Opens a connection and notes what comes back, and when it ends. */
function open(port: number): { socket: Socket; received: () => string; ended: Promise<void> } {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("utf8").on("data", (part: string) => (text += part));
  socket.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return { socket, received: () => text, ended };
}

describe("a slow client", () => {
  it("that never ends its headers or its body is cut off, while others are answered", async () => {
    const server = await started({ timeouts: { headers: 1_500, request: 2_000 } });
    const loris = Array.from({ length: 60 }, (_, i) => {
      const { socket, received, ended } = open(portOf(server));
      const head = "POST /v1/features HTTP/1.1\r\nhost: 127.0.0.1\r\n";
      socket.write(
        i % 2 === 0 ? head : `${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
      );
      // Some say no more at all: what is sent to a closed connection may take the answer away.
      const drip = setInterval(
        () => void (i % 4 < 2 && socket.write(i % 2 === 0 ? `x-${i}: a\r\n` : " ")),
        50,
      );
      void ended.then(() => clearInterval(drip));
      return { received, ended };
    });
    for (let i = 0; i < 20; i++) {
      expect((await read(server)).status).toBe(200);
      await sleep(10);
    }
    await Promise.all(loris.map(({ ended }) => ended));
    const answers = loris.map(({ received }) => received()).filter((text) => text !== "");
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /u);
    expect((await read(server)).status).toBe(200);
  });

  it("that does not read its answer does not hold the others up", async () => {
    const server = await started();
    const { socket } = open(portOf(server));
    socket.pause();
    const body = JSON.stringify({ ...READ, entities: Array.from({ length: 10_000 }, () => ({ zone: 1 })) });
    const request = `POST /v1/features HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    for (let i = 0; i < 5; i++) socket.write(request);
    expect((await read(server)).status).toBe(200);
    socket.destroy();
  });
});

describe("a large request", () => {
  it.each(["announced", "chunked"])("of more bytes than allowed is refused early: %s", async (kind) => {
    const server = await started({ limits: { bodyBytes: 10_000 } });
    const { socket, received, ended } = open(portOf(server));
    const head = "POST /v1/features HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";
    if (kind === "announced") socket.write(`${head}content-length: 100000000\r\n\r\n`);
    else {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      for (let i = 0; i < 20; i++) socket.write(`400\r\n${" ".repeat(1024)}\r\n`);
    }
    while (!received().includes("}")) {
      const over = await Promise.race([sleep(20).then(() => false), ended.then(() => true)]);
      if (over) break;
    }
    expect(received()).toMatch(/^HTTP\/1\.1 413 /u);
    expect(received()).toContain("PN9003");
    socket.destroy();
    expect((await read(server)).status).toBe(200);
  });

  it.each([
    ["entities", { ...READ, entities: Array.from({ length: 11 }, () => ({ zone: 1 })) }],
    ["features", { ...READ, features: Array.from({ length: 6 }, () => "f_rides") }],
    ["values", { features: Array(5).fill("f_rides"), entities: Array(9).fill({ zone: 1 }) }],
  ])("for more %s than allowed is refused", async (what, body) => {
    const server = await started({ limits: { entities: 10, features: 5, values: 40 } });
    const answer = await ask(`${server.address}/v1/features`, body);
    expect(answer.status).toBe(413);
    expect(answer.text).toContain(what);
  });
});

describe("a hostile body", () => {
  it.each([
    ["", 400],
    ["{", 400],
    ["[".repeat(500_000), 400],
    [`${"[".repeat(200_000)}12345678901234567890${"]".repeat(200_000)}`, 400],
    ["null", 422],
    ['"text"', 422],
    ['{"features":["__proto__"],"entities":[{"__proto__":1}]}', 404],
    ['{"features":["f_rides"],"entities":[{"__proto__":{"zone":1}}]}', 422],
    ['{"__proto__":{"features":["f_rides"]},"entities":[]}', 422],
    ['{"features":["f_rides"],"entities":[{"zone":1}],"tables":{"__proto__":"x","f_rides":"zones"}}', 404],
    ['{"features":["f_rides"],"entities":[{"zone":1e999}]}', 422],
    ['{"features":["f_rides"],"entities":[{"zone":99999999999999999999}]}', 422],
    [`{"features":["f_rides"],"entities":[{"zone":${"9".repeat(100_000)}}]}`, 422],
    [`{"features":["f_rides"],"entities":[{"zone":"${'\\"'.repeat(100_000)}1234567890123456"}]}`, 422],
    ['{"features":["f_rides\\u0000"],"entities":[{"zone":1}]}', 404],
    ['{"features":["😀"],"entities":[{"zone":1}]}', 404],
  ])("number %# is refused or read, never run", async (raw, status) => {
    const server = await started();
    const answer = await ask(`${server.address}/v1/features`, undefined, { raw });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.text).not.toMatch(/ at .*\.[jt]s/u);
    expect(answer.text.length).toBeLessThan(1_000);
  });

  it.each([
    ["text/plain", undefined, 415],
    ["application/x-www-form-urlencoded", undefined, 415],
    ["multipart/form-data; boundary=x", undefined, 415],
    ["application/json", "gzip", 415],
    ["application/json; charset=utf-8", undefined, 200],
    ["application/vnd.mine+json", undefined, 200],
  ])("of the type %s, encoded %s, is answered with %i", async (type, encoding, status) => {
    const server = await started();
    const headers = {
      "content-type": type,
      ...(encoding === undefined ? {} : { "content-encoding": encoding }),
    };
    const answer = await ask(`${server.address}/v1/features`, READ, { headers });
    expect(answer.status).toBe(status);
  });
});

describe("a server without keys", () => {
  it("does not listen to the network unless it is wanted", async () => {
    await expect(startServer({ client, host: "0.0.0.0", port: 0 })).rejects.toMatchObject({ code: "PN9010" });
    const open = await started({ host: "0.0.0.0", allowUnauthenticated: true });
    const answer = await ask(`http://127.0.0.1:${portOf(open)}/v1/features`, READ);
    expect(answer.status).toBe(200);
  });

  it("answers no web page, whatever name it made point here", async () => {
    const server = await started();
    for (const header of ["origin: https://evil.example", "sec-fetch-site: cross-site", ""]) {
      const { socket, received, ended } = open(portOf(server));
      const host = header === "" ? "evil.example" : "127.0.0.1";
      const headers = `host: ${host}\r\nconnection: close\r\n${header === "" ? "" : `${header}\r\n`}`;
      socket.write(`GET /v1/catalog HTTP/1.1\r\n${headers}\r\n`);
      await ended;
      expect(received(), header).toMatch(/^HTTP\/1\.1 403 /u);
    }
  });

  it("limits requests of an address where a limit is given", async () => {
    const server = await started({ rateLimit: { perSecond: 0.001, burst: 3 } });
    const answers = await Promise.all(Array.from({ length: 6 }, () => read(server)));
    expect(
      answers
        .map(({ status }) => status)
        .toSorted((a, b) => a - b)
        .slice(0, 4),
    ).toEqual([200, 200, 200, 429]);
    // Probes are not counted.
    expect((await ask(`${server.address}/livez`)).status).toBe(200);
  });
});

it("answers unknown paths, methods and ids in its own form", async () => {
  const server = await started();
  for (const [path, method, status, code] of [
    ["/", "GET", 404, "PN9007"],
    ["/v1/features", "DELETE", 405, "PN9013"],
    ["/v1/tables/zones", "GET", 404, "PN9007"],
  ] as const) {
    const answer = await ask(server.address + path, undefined, { method });
    expect([answer.status, jsonOf(answer)]).toMatchObject([status, { error: { code } }]);
  }
  const named = await ask(`${server.address}/v1/catalog`, undefined, {
    headers: { "x-request-id": "mine-1" },
  });
  expect(named.headers.get("x-request-id")).toBe("mine-1");
  const odd = await ask(`${server.address}/nowhere`, undefined, {
    headers: { "x-request-id": `a"b${"c".repeat(200)}` },
  });
  expect(odd.headers.get("x-request-id")).toMatch(/^[\w-]{1,30}$/u);
  expect(jsonOf(odd)["requestId"]).toBe(odd.headers.get("x-request-id"));
});

it("refuses another host's name for any path alike", async () => {
  const port = portOf(await started());
  for (const path of ["/livez", "/nowhere"]) {
    const { socket, received, ended } = open(port);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: elsewhere\r\nconnection: close\r\n\r\n`);
    await ended;
    expect(received()).toMatch(/^HTTP\/1\.1 403 [^]*"PN9005"[^]*"requestId"/u);
  }
});

it.each([
  ["what is no HTTP", "\x16\x03\x01\r\n\r\n", 400, "PN9001"],
  [
    "a body of two lengths",
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
    400,
    "PN9001",
  ],
  [
    "a body of a length and in chunks",
    "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n",
    400,
    "PN9001",
  ],
  [
    "too many headers",
    `GET / HTTP/1.1\r\nhost: a\r\n${`x: ${"y".repeat(200)}\r\n`.repeat(100)}\r\n`,
    431,
    "PN9003",
  ],
])("answers %s in its own form", async (_, request, status, code) => {
  const { socket, received, ended } = open(portOf(await started()));
  socket.write(request, "latin1");
  await ended;
  const [head = "", body = ""] = received().split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `, "u"));
  const { error, requestId } = JSON.parse(body) as { error: { code: string }; requestId: string };
  expect([error.code, head.includes(`x-request-id: ${requestId}`)]).toEqual([code, true]);
});

it.each(["/v1/features", "/get-online-features", "/push"])(
  "refuses a body for %s that is no UTF-8",
  async (path) => {
    const server = await started();
    const body = Buffer.from('{"features":["f_rides"],"entities":[{"rider":"\xff"}]}', "latin1");
    // The second one begins as the first did.
    for (let i = 0; i < 2; i++) {
      const headers = { "content-type": "application/json; charset=latin1" };
      const answer = await fetch(server.address + path, { method: "POST", headers, body });
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: "PN9001" } }]);
    }
  },
);

it.each(["/v1/tables/zones/KEY", "/v1/tables/KEY/1"])(
  "answers 414 to too long a part of %s",
  async (path) => {
    const lines: string[] = [];
    const server = await started({
      logger: { level: "info", stream: { write: (line) => lines.push(line) } },
    });
    lines.length = 0;
    const long = path.replace("KEY", "k".repeat(5_000));
    const answer = await ask(server.address + long);
    expect([answer.status, jsonOf(answer)]).toMatchObject([414, { error: { code: "PN9003" } }]);
    expect(answer.text.length).toBeLessThan(500);
    expect(lines.join("")).not.toContain("kkkkk");
    expect((await ask(server.address + path.replace("KEY", "k".repeat(4_000)))).status).toBe(
      path.endsWith("KEY") ? 422 : 404,
    );
  },
);

it("ends a read at the deadline that the request gives", async () => {
  const server = await started();
  const answer = await ask(`${server.address}/v1/features`, { ...READ, deadlineMs: 0.0001 });
  // The embedded store may be quicker than a timer.
  expect([200, 504]).toContain(answer.status);
});

describeWith("TLS", opensslAvailable, () => {
  /** One request over TLS; the certificate must be the one given. */
  const over = (port: number, ca: string, own?: { cert: string; key: string }): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = tlsConnect({ port, host: "127.0.0.1", servername: "localhost", ca, ...own }, () => {
        socket.write("GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
      });
      let text = "";
      socket.setEncoding("utf8").on("data", (part: string) => (text += part));
      socket.once("error", reject);
      socket.once("close", () => resolve(text));
    });

  it("is spoken, also with a certificate that is renewed while the server runs", async () => {
    const [first, second] = [selfSigned(), selfSigned()];
    const server = await started({ tls: first });
    expect(server.address).toMatch(/^https:/u);
    expect(await over(portOf(server), first.cert)).toContain('{"status":"ok"}');
    await expect(over(portOf(server), second.cert)).rejects.toThrow();
    server.renewTls(second);
    expect(await over(portOf(server), second.cert)).toContain('{"status":"ok"}');
  });

  it("asks clients for certificates where that is wanted", async () => {
    const own = selfSigned();
    const known = selfSigned("client");
    const server = await started({ tls: { ...own, clientCa: known.cert } });
    expect(await over(portOf(server), own.cert, known)).toContain('{"status":"ok"}');
    const without = await over(portOf(server), own.cert).catch(() => "");
    expect(without).not.toContain("ok");
  });

  it("is not held up by clients that stall in the handshake, in their headers or in their body", async () => {
    const own = selfSigned();
    const server = await started({ tls: own, timeouts: { headers: 1_500, request: 2_000 } });
    const port = portOf(server);
    // The record of a ClientHello of which little more than the head comes.
    const hello = Buffer.from("16030100fa010000f60303", "hex");
    const raw = Array.from({ length: 40 }, (_, i) => {
      const { socket, ended } = open(port);
      if (i % 2 === 0) socket.write(hello);
      return ended;
    });
    const secure = Array.from({ length: 40 }, (_, i) => {
      const socket = tlsConnect({ port, host: "127.0.0.1", servername: "localhost", ca: own.cert }, () => {
        const head = "POST /v1/features HTTP/1.1\r\nhost: localhost\r\n";
        socket.write(
          i % 2 === 0 ? head : `${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
        );
      });
      const drip = setInterval(() => socket.write(i % 2 === 0 ? `x-${i}: a\r\n` : " "), 50);
      socket.on("error", () => undefined);
      socket.resume();
      return new Promise<void>((resolve) =>
        socket.once("close", () => {
          clearInterval(drip);
          resolve();
        }),
      );
    });
    for (let i = 0; i < 10; i++) {
      expect(await over(port, own.cert)).toContain('{"status":"ok"}');
      await sleep(10);
    }
    await Promise.all([...raw, ...secure]);
    expect(await over(port, own.cert)).toContain('{"status":"ok"}');
  });

  it("is refused with a key that is another's", async () => {
    const tls = { cert: selfSigned().cert, key: selfSigned().key };
    await expect(startServer({ client, port: 0, tls })).rejects.toMatchObject({ code: "PN9012" });
  });
});

it("says which port is in use", async () => {
  const server = await started();
  await expect(startServer({ client, port: portOf(server) })).rejects.toMatchObject({ code: "PN9012" });
});
