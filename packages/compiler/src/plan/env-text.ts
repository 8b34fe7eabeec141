import type { EnvText } from "@pinion/core";
import type { TextSetting } from "@pinion/dsl";

/** A setting as the manifest has it: the name of its variable, never its value. */
export function envText(setting: TextSetting): EnvText {
  if (typeof setting === "string") return setting;
  const { name, fallback } = setting;
  return { env: name, ...(fallback === undefined ? {} : { fallback }) };
}
