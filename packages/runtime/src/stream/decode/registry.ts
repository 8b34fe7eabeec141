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
  /** The newest schema of a subject. Throws PN5505. */
  readonly latest: (subject: string) => Promise<AvroNode>;
  /** A schema by id; undefined where the registry has none. Throws PN5505 where it does not answer. */
  readonly byId: (id: number) => Promise<AvroNode | undefined>;
}

const TIMEOUT_MS = 10_000;
export const HEADER_BYTES = 5;

/** The id of the writer's schema in front of a value. Throws {@link DecodeFailure}. */
export function schemaIdOf(bytes: Buffer, from = 0, to = bytes.length): number {
  if (to - from < HEADER_BYTES || bytes[from] !== 0) {
    throw new DecodeFailure("the record does not begin with the id of a schema");
  }
  return bytes.readUInt32BE(from + 1);
}

export function schemaRegistry({ url, username, password }: RegistryOptions): SchemaRegistry {
  const base = url.replace(/\/+$/u, "");
  const label = `schema registry ${withoutUser(base)}`;
  const headers: Record<string, string> = {
    accept: "application/vnd.schemaregistry.v1+json, application/json",
  };
  if (username !== undefined) {
    headers["authorization"] = `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
  }
  const known = new Map<number, Promise<AvroNode | undefined>>();

  const get = async (path: string): Promise<Readonly<Record<string, unknown>> | undefined> => {
    let answer: Response;
    try {
      answer = await fetch(base + path, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (cause) {
      throw new PinionError("PN5505", `the ${label} does not answer`, {
        ...{ cause, help: "check its address, and that it runs" },
      });
    }
    if (answer.status === 404) return undefined;
    if (answer.status === 401 || answer.status === 403) {
      throw new PinionError("PN5505", `the ${label} refused the credentials`);
    }
    if (!answer.ok) throw new PinionError("PN5505", `the ${label} answered ${answer.status}`);
    return (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  };
  const schemaOf = (json: Readonly<Record<string, unknown>>): AvroNode => {
    const { schema, schemaType = "AVRO" } = json;
    if (typeof schema !== "string" || schemaType !== "AVRO")
      throw new DecodeFailure("the schema is not one of Avro");
    try {
      return parseAvroSchema(schema);
    } catch (error) {
      throw error instanceof AvroSchemaFault ? new DecodeFailure(error.message) : error;
    }
  };

  return {
    label,
    latest: async (subject) => {
      const json = await get(`/subjects/${encodeURIComponent(subject)}/versions/latest`);
      if (json === undefined)
        throw new PinionError("PN5505", `the ${label} has no subject ${JSON.stringify(subject)}`);
      return schemaOf(json);
    },
    byId: (id) => {
      let schema = known.get(id);
      if (schema === undefined) {
        schema = get(`/schemas/ids/${id}`).then((json) => json && schemaOf(json));
        known.set(id, schema);
        // What failed is asked for anew next time.
        schema.catch(() => known.delete(id));
      }
      return schema;
    },
  };
}

function withoutUser(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}
