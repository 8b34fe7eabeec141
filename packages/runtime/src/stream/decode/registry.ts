import { PinionError } from "@pinion/core";
import { AvroSchemaFault, parseAvroSchema, type AvroNode } from "@pinion/core/avro";
import { DecodeFailure } from "./cursor.js";

export interface RegistryOptions {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
}

/** Writers' schemas by id, each fetched once. https://docs.confluent.io/platform/current/schema-registry/develop/api.html */
export interface SchemaRegistry {
  readonly label: string;
  /** The newest schema of a subject. Throws PN5504 where it is none of Avro, PN5505, PN5512. */
  readonly latest: (subject: string) => Promise<AvroNode>;
  /**
   * A schema by id; undefined where the registry has none. Throws {@link DecodeFailure} where what it has cannot be read, PN5505
   * where it does not answer, PN5512.
   */
  readonly byId: (id: number) => Promise<AvroNode | undefined>;
}

const TIMEOUT_MS = 10_000;
/** Of an answer: longer than any schema that means something. */
const MOST_BYTES = 8 << 20;
export const HEADER_BYTES = 5;

/** The id of the writer's schema in front of a value. Throws {@link DecodeFailure}. */
export function schemaIdOf(bytes: Buffer, from = 0, to = bytes.length): number {
  if (to - from < HEADER_BYTES || bytes[from] !== 0) {
    throw new DecodeFailure("the record does not begin with the id of a schema");
  }
  return bytes.readUInt32BE(from + 1);
}

/** Answers that may be others in a moment, besides those of 500 and more. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

export function schemaRegistry(options: RegistryOptions): SchemaRegistry {
  const { base, authorization } = addressOf(options);
  const label = `schema registry ${base}`;
  const headers = {
    accept: "application/vnd.schemaregistry.v1+json, application/json",
    ...(authorization === undefined ? {} : { authorization }),
  };
  const known = new Map<number, Promise<AvroNode | undefined>>();

  const silent = (cause: unknown): PinionError =>
    new PinionError("PN5505", `the ${label} does not answer`, {
      ...{ cause, help: "check its address, and that it runs" },
    });
  const get = async (path: string): Promise<Answer> => {
    let answer: Response;
    let body: string | undefined;
    try {
      answer = await fetch(base + path, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      body = await textOf(answer);
    } catch (cause) {
      throw silent(cause);
    }
    const { status } = answer;
    if (status === 401 || status === 403) {
      throw new PinionError("PN5512", `the ${label} refused the credentials`, {
        help:
          authorization === undefined
            ? "give the source's schema a `username` and a `password`"
            : "check the user, the password, and what the user may read",
      });
    }
    if (status >= 500 || PASSING.has(status)) {
      throw new PinionError("PN5505", `the ${label} answered ${status}`, {
        help: "see the registry's own log",
      });
    }
    return answer.ok ? { body } : { refusal: status };
  };

  return {
    label,
    latest: async (subject) => {
      const answer = await get(`/subjects/${encodeURIComponent(subject)}/versions/latest`);
      if ("refusal" in answer) {
        const { refusal } = answer;
        const shown = JSON.stringify(subject);
        throw new PinionError(
          "PN5505",
          refusal === 404
            ? `the ${label} has no subject ${shown}`
            : `the ${label} answered ${refusal} of subject ${shown}`,
          { help: "the values of a topic are usually the subject of its name with `-value` behind it" },
        );
      }
      try {
        return schemaOf(answer.body);
      } catch (error) {
        if (!(error instanceof DecodeFailure)) throw error;
        throw new PinionError("PN5504", `the subject ${JSON.stringify(subject)}: ${error.message}`, {
          help: `it is the ${label} that has it; the schema of a stream is a record of Avro, whole in itself`,
        });
      }
    },
    byId: (id) => {
      let schema = known.get(id);
      if (schema === undefined) {
        schema = get(`/schemas/ids/${id}`).then((answer) => {
          if ("body" in answer) return schemaOf(answer.body);
          if (answer.refusal === 404) return undefined;
          throw new DecodeFailure(`the schema registry answered ${answer.refusal}`);
        });
        known.set(id, schema);
        // What failed is asked for anew next time.
        schema.catch(() => known.delete(id));
      }
      return schema;
    },
  };
}

/** The body of an answer, undefined where it is too long; its status where it is a refusal. */
type Answer = { readonly body: string | undefined } | { readonly refusal: number };

async function textOf(answer: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // What is left of it is not waited for.
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The schema in an answer. Throws {@link DecodeFailure}. */
function schemaOf(body: string | undefined): AvroNode {
  if (body === undefined) throw new DecodeFailure(`the schema is longer than ${MOST_BYTES >> 20} MB`);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    json = undefined;
  }
  if (typeof json !== "object" || json === null)
    throw new DecodeFailure("the schema registry answered with no schema");
  const { schema, schemaType = "AVRO", references = [] } = json as Readonly<Record<string, unknown>>;
  if (typeof schema !== "string" || schemaType !== "AVRO")
    throw new DecodeFailure("the schema is not one of Avro");
  if (Array.isArray(references) && references.length > 0)
    throw new DecodeFailure("the schema refers to other schemas of the registry, which are not read");
  try {
    return parseAvroSchema(schema);
  } catch (error) {
    throw error instanceof AvroSchemaFault ? new DecodeFailure(error.message) : error;
  }
}

/** A user may stand in the address too, where `fetch` takes none. */
function addressOf({ url, username, password }: RegistryOptions) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const user =
    username !== undefined
      ? `${username}:${password ?? ""}`
      : parsed !== undefined && parsed.username !== ""
        ? `${decoded(parsed.username)}:${decoded(parsed.password)}`
        : undefined;
  const place = parsed === undefined ? url : `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  const base = place.replace(/\/+$/u, "");
  const authorization = user === undefined ? undefined : `Basic ${Buffer.from(user).toString("base64")}`;
  return { base, authorization };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
