import type { Impl } from "@pinion/core";
import { fill, readTemplate, type Code, type Template } from "../code/index.js";

/** The expression that stands for a call, and, where it chooses between null and a value, both apart. */
export interface Form {
  readonly whole: Holes;
  readonly value: Holes;
  /** What holds where the call fails. */
  readonly fails?: Holes;
}

/** A template over the arguments of a call: which of them stands in each of its holes. */
export interface Holes {
  readonly template: Template;
  readonly holes: readonly number[];
}

const forms = new Map<string, Form>();
const FAILING = /^([^?:]*) \? null : ([^?:]*)$/;

/** How a call is written without calling; undefined where it cannot be. */
export function formOf({ js, fails }: Impl): Form | undefined {
  if (js === undefined) return undefined;
  const key = `${fails !== undefined} ${js}`;
  let form = forms.get(key);
  if (form === undefined) {
    const whole = readHoles(js);
    const [, test, value] = (fails === undefined ? null : FAILING.exec(js)) ?? [];
    form =
      test === undefined || value === undefined
        ? { whole, value: whole }
        : { whole, value: readHoles(value), fails: readHoles(test) };
    forms.set(key, form);
  }
  return form;
}

/** Reads `$0`, `$1`, … */
function readHoles(text: string): Holes {
  const parts = text.split(/\$(\d+)/);
  return {
    template: readTemplate(parts.filter((_, i) => i % 2 === 0)),
    holes: parts.filter((_, i) => i % 2 === 1).map(Number),
  };
}

export function fillHoles({ template, holes }: Holes, args: readonly Code[]): Code {
  return fill(
    template,
    holes.map((hole) => {
      const arg = args[hole];
      if (arg === undefined) throw new Error(`no argument ${hole}`);
      return arg;
    }),
  );
}
