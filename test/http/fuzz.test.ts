import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import type { Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromSchema, nearly, type Schema } from "./support/from-schema.js";
import { ask, filledClient, jsonOf, serve, type Answer } from "./support/served.js";

/*
 * Every endpoint of the OpenAPI document, asked with what it documents and with what is nearly that: the status is
 * documented, the body has its documented shape, and nothing is ever a 500.
 */

const RUNS = Number(process.env["PINION_HTTP_FUZZ_RUNS"] ?? 60);

const PATHS = [
  "/v1/features",
  "/v1/tables/{table}/{key}",
  "/v1/catalog",
  "/get-online-features",
  "/push",
  "/write-to-online-store",
  "/materialize",
  "/materialize-incremental",
  "/livez",
  "/readyz",
  "/health",
  "/metrics",
  "/openapi.json",
] as const;

/** About one in twenty bodies is one that can be answered. */
const LEAST: ReadonlyMap<string, number> = new Map([["/v1/features", 250]]);

interface Operation {
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema: Schema }>> }>
  >;
}

let client: Client<Record<string, never>>;
let server: HttpServer;
let paths: Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;
let components: Readonly<Record<string, Schema>>;
let fits: (pointer: string, value: unknown) => string;

beforeAll(async () => {
  client = await filledClient();
  server = await serve({ client });
  const document = jsonOf(await ask(`${server.address}/openapi.json`));
  paths = document["paths"] as typeof paths;
  components = (document["components"] as { schemas: typeof components }).schemas;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "doc", ...document });
  fits = (pointer, value) => {
    const validate = ajv.compile({ $ref: `doc#${pointer}` });
    return validate(value) === true ? "" : ajv.errorsText(validate.errors);
  };
});
afterAll(async () => {
  await server.stop();
  await client.close();
});

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

function check(path: string, method: "get" | "post", answer: Answer): void {
  const { status, text } = answer;
  const operation = paths[path]?.[method];
  expect(Object.keys(operation?.responses ?? {}), `${status} ${text}`).toContain(String(status));
  const schema = operation?.responses[String(status)]?.content?.["application/json"];
  if (schema === undefined) return;
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const pointer = `/paths/${escaped(path)}/${method}/responses/${status}/content/${escaped("application/json")}/schema`;
  expect(fits(pointer, JSON.parse(text)), text).toBe("");
}

describe("every endpoint", () => {
  it("is in the document, and no other", () => {
    expect(Object.keys(paths).toSorted()).toEqual(PATHS.toSorted());
  });

  it.each(PATHS)("%s answers as documented", async (path) => {
    const { get, post } = paths[path] ?? {};
    const statuses = new Map<number, number>();
    const note = (answer: Answer): void => {
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    };
    if (get !== undefined) {
      const part = fc.oneof(
        fc.constantFrom("zones", "pairs", "1", "1#ann", "..", "%", "a/b"),
        fc.string({ maxLength: 50 }),
      );
      const query = fc.oneof(
        fc.constantFrom(
          "",
          "?features=f_rides",
          "?int64=string",
          "?features=",
          "?x=1",
          "?features=a&features=b",
        ),
        fc.webQueryParameters().map((text) => `?${text}`),
      );
      await fc.assert(
        fc.asyncProperty(part, part, query, async (table, key, asked) => {
          const filled = path
            .replace("{table}", encodeURIComponent(table))
            .replace("{key}", encodeURIComponent(key));
          // What a client makes of dots is another path.
          fc.pre(
            new URL(filled, server.address).pathname === filled &&
              !filled.endsWith("/") &&
              !filled.includes("//"),
          );
          const answer = await ask(server.address + filled + asked);
          check(path, "get", answer);
          note(answer);
        }),
        { numRuns: path.includes("{") ? RUNS : 10 },
      );
    }
    if (post !== undefined) {
      const schema = post.requestBody?.content["application/json"].schema ?? {};
      const bodies = nearly(fromSchema(schema, components));
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const answer = await ask(server.address + path, body);
          check(path, "post", answer);
          note(answer);
        }),
        {
          numRuns: path.startsWith("/materialize")
            ? Math.min(RUNS, 40)
            : Math.max(RUNS, LEAST.get(path) ?? 0),
        },
      );
    }
    // What is generated must not all be refused at the door.
    expect(statuses.size).toBeGreaterThan(0);
    if (path === "/v1/features") expect(statuses.get(200) ?? 0).toBeGreaterThan(0);
  });

  it("answers bytes that are no JSON at all", async () => {
    const posts = Object.keys(paths).filter((path) => paths[path]?.post !== undefined);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...posts),
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        async (path, bytes) => {
          const response = await fetch(server.address + path, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: Buffer.from(bytes),
          });
          check(path, "post", {
            status: response.status,
            headers: response.headers,
            text: await response.text(),
          });
        },
      ),
      { numRuns: RUNS },
    );
  });
});
