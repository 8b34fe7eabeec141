import type {
  ColumnEntry,
  EnvText,
  StreamSecurityEntry,
  StreamSourceEntry,
  StreamTransportEntry,
  StreamValueEntry,
} from "@pinion/core";
import type {
  StreamSecurityDefinition,
  StreamSourceDefinition,
  StreamTransport,
  StreamValueDefinition,
  TextSetting,
} from "@pinion/dsl";
import { envText } from "./env-text.js";

/** A stream source as the manifest has it. */
export function streamEntry(
  source: StreamSourceDefinition,
  columns: readonly ColumnEntry[],
): StreamSourceEntry {
  const { name, transport, value, eventTimestamp, allowedLateness, deadLetters, history, description } =
    source;
  return {
    kind: "stream",
    name,
    transport: transportEntry(transport),
    value: valueEntry(value),
    columns,
    eventTimestamp,
    ...(allowedLateness === undefined ? {} : { allowedLatenessMicros: allowedLateness.seconds * 1_000_000 }),
    ...(deadLetters === undefined
      ? {}
      : { deadLetters: "topic" in deadLetters ? deadLetters : { file: envText(deadLetters.file) } }),
    ...(source.partitionedByKey === true ? { partitionedByKey: true as const } : {}),
    ...(history === undefined ? {} : { history: { ...history, path: envText(history.path) } }),
    ...(description === undefined ? {} : { description }),
  };
}

function transportEntry(transport: StreamTransport): StreamTransportEntry {
  if (transport.kind === "log") return { kind: "log", path: envText(transport.path) };
  const { brokers, topics, groupId, client, security } = transport;
  return {
    kind: "kafka",
    brokers: (isList(brokers) ? brokers : [brokers]).map(envText),
    topics,
    ...(groupId === undefined ? {} : { groupId }),
    ...(client === undefined ? {} : { client }),
    ...(security === undefined ? {} : { security: securityEntry(security) }),
  };
}

const isList = (x: readonly string[] | TextSetting): x is readonly string[] => Array.isArray(x);

function securityEntry({ tls, sasl }: StreamSecurityDefinition): StreamSecurityEntry {
  return {
    ...(tls === undefined ? {} : { tls: optional("ca", tls.ca) }),
    ...(sasl === undefined
      ? {}
      : {
          sasl:
            sasl.mechanism === "oauthbearer"
              ? { mechanism: sasl.mechanism, token: envText(sasl.token) }
              : {
                  mechanism: sasl.mechanism,
                  username: envText(sasl.username),
                  password: envText(sasl.password),
                },
        }),
  };
}

function valueEntry(value: StreamValueDefinition): StreamValueEntry {
  switch (value.kind) {
    case "avro":
    case "json":
      return value;
    case "avroFile":
      return { kind: "avroFile", path: envText(value.path) };
    case "registry": {
      const { url, subject, reader, username, password } = value;
      return {
        kind: "registry",
        url: envText(url),
        subject,
        ...(reader === undefined ? {} : { reader }),
        ...optional("username", username),
        ...optional("password", password),
      };
    }
  }
}

const optional = <Name extends string>(
  name: Name,
  setting: TextSetting | undefined,
): { readonly [N in Name]?: EnvText } =>
  (setting === undefined ? {} : { [name]: envText(setting) }) as { readonly [N in Name]?: EnvText };
