// One engine in a process of its own: `child.js SET rows|columns emitted|hand|ENGINE FOLDER`. Prints nanoseconds a
// row, or null where the engine cannot express all of the set's features.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { peers } from "./peers.js";
import { columns as byColumns } from "./columns.js";
import { rows as byRows } from "./rows.js";
import { sets } from "./sets.js";

const [, , name, mode, engine, folder = ""] = process.argv;
const set = sets.find((each) => each.name === name);
if (set === undefined) throw new Error(`no set ${name}`);

const ROWS = 20_000;
const CHUNK = 2_048;
let state = 12345;
const random = () => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};
const names = [...Object.keys(set.columns), "id"];
const data = Array.from({ length: ROWS }, (_, i) => [...set.values(random), i]);

const artifacts = join(folder, ".pinion");
const { default: manifest } = await import(pathToFileURL(join(artifacts, "manifest.json")).href, {
  with: { type: "json" },
});
const evaluators = await import(pathToFileURL(join(artifacts, "evaluators.js")).href);
const plan = manifest.plans[0];
const { program } = plan;
// The outputs in the order of the features' names; further ones are keys.
const features = manifest.features.toSorted((a, b) => (a.name < b.name ? -1 : 1));
const order = features.map((feature) => feature.output);
const inputs = program.inputs.map((input) => names.indexOf(input.name));

const peer = engine === "emitted" || engine === "hand" ? undefined : await peers[engine]();
// An engine that stumbles over NULL is given the rows that have none, which is in its favour.
const whole = data.filter((row) => !row.includes(null));
let given = data;
let compiled = peer === undefined ? [] : (set.trees ?? []).map(tried);
if (compiled.includes(undefined) && whole.length > ROWS / 4) {
  given = data.map((_, i) => whole[i % whole.length]);
  compiled = set.trees.map(tried);
}
if (peer !== undefined && (compiled.length === 0 || compiled.includes(undefined))) {
  console.log(JSON.stringify({ nanos: null }));
  process.exit();
}

const run = peer !== undefined ? overObjects() : mode === "rows" ? overRows() : overColumns();
const began = performance.now();
const check = run();
const first = performance.now() - began;
// What takes a second cold is not compared by the last percent.
const times = first > 1_000 ? [first] : [];
const until = performance.now() + (times.length > 0 ? 0 : Number(process.env.PINION_BENCH_MS ?? 1_500));
while (performance.now() < until) {
  const started = performance.now();
  run();
  times.push(performance.now() - started);
}
// Half of them are warm beyond doubt; of these the least, since whatever else runs here only adds to it.
const warm = times.slice(times.length >> 1);
console.log(JSON.stringify({ nanos: (Math.min(...warm) * 1e6) / ROWS, check }));

/** A feature as a function of a row, or undefined where the engine refuses it, or refuses a row. */
function tried(tree) {
  try {
    const evaluate = peer(tree);
    for (const row of given.slice(0, 200)) {
      const result = evaluate?.(objectOf(row));
      if (result instanceof Error || result instanceof Promise) return undefined;
    }
    return evaluate;
  } catch {
    return undefined;
  }
}

function objectOf(row) {
  return Object.fromEntries(Object.keys(set.columns).map((column, i) => [column, row[i]]));
}

/** As the other engines take rows. What they make of NULL is their own, so that sums are not compared. */
function overObjects() {
  const rows = given.map(objectOf);
  const out = Array.from({ length: compiled.length }).fill(null);
  return () => {
    let check = 0;
    for (let i = 0; i < ROWS; i++) {
      const row = rows[i];
      for (let k = 0; k < compiled.length; k++) out[k] = compiled[k](row);
      if (i % 97 === 0)
        for (let k = 0; k < compiled.length; k++) check = (check + (weigh(out[k] ?? null) || 0)) % 1e9;
    }
    return Math.round(check);
  };
}

function overRows() {
  const out = Array.from({ length: Math.max(program.outputs.length, order.length) }).fill(null);
  const failures = new Uint32Array(program.failures.length);
  const hand = set.hand ?? byRows[name];
  const emitted = evaluators[`row_${program.id}`];
  // Copied in the same way for both, so that the engine holds them in the same way.
  const taken = engine === "hand" ? names.map((_, column) => column) : inputs;
  const arrays = data.map((row) => taken.map((column) => row[column]));
  return () => {
    let check = 0;
    if (engine === "hand") {
      const keyOutput = order.length;
      const keyColumn = names.length - 1;
      for (let i = 0; i < ROWS; i++) {
        const row = arrays[i];
        hand(row, out);
        // The key is an output of the program too.
        out[keyOutput] = row[keyColumn];
        if (i % 97 === 0) for (let k = 0; k < order.length; k++) check = (check + weigh(out[k])) % 1e9;
      }
    } else {
      for (let i = 0; i < ROWS; i++) {
        emitted(arrays[i], out, failures);
        if (i % 97 === 0) for (let k = 0; k < order.length; k++) check = (check + weigh(out[order[k]])) % 1e9;
      }
    }
    return Math.round(check);
  };
}

function overColumns() {
  const chunks = [];
  for (let from = 0; from < ROWS; from += CHUNK) {
    const part = data.slice(from, from + CHUNK);
    const all = names.map((column, c) =>
      columnOf(
        set.columns[column] ?? "t.int64()",
        part.map((row) => row[c]),
      ),
    );
    chunks.push({ count: part.length, columns: engine === "hand" ? all : inputs.map((i) => all[i]) });
  }
  const failures = new Float64Array(program.failures.length);
  const outs = program.outputs.map((output) => ({
    values: arrayFor(output.type, CHUNK),
    validity: new Uint8Array(CHUNK / 8),
  }));
  const wanted = order.map((output) => outs[output]);
  const sparse = outs.map((column) => (wanted.includes(column) ? column : undefined));
  const hand = byColumns[name];
  const emitted = evaluators[`kernel_${program.id}`];
  return () => {
    let check = 0;
    for (const { count, columns } of chunks) {
      if (engine === "hand") hand(count, columns, wanted);
      else emitted(count, columns, sparse, failures);
      for (const { values, validity } of wanted) {
        for (let i = 0; i < count; i += 97) {
          if ((validity[i >> 3] & (1 << (i & 7))) !== 0) check = (check + weigh(values[i])) % 1e9;
        }
      }
    }
    return Math.round(check);
  };
}

function weigh(value) {
  if (value === null) return 7;
  if (typeof value === "string") return value.length;
  return typeof value === "boolean" ? (value ? 1 : 0) : Math.abs(value);
}

function columnOf(type, values) {
  const kind = /t\.(\w+)/.exec(type)[1];
  const array = arrayFor({ int32: "int", int64: "bigint" }[kind] ?? kind, values.length);
  const validity = values.includes(null) ? new Uint8Array((values.length + 7) >> 3) : null;
  values.forEach((value, i) => {
    array[i] = value ?? (kind === "string" ? null : 0);
    if (value !== null && validity !== null) validity[i >> 3] |= 1 << (i & 7);
  });
  return { values: array, validity };
}

function arrayFor(type, count) {
  switch (type) {
    case "boolean":
      return new Uint8Array(count);
    case "int":
      return new Int32Array(count);
    case "float":
      return new Float32Array(count);
    case "double":
    case "bigint":
    case "timestamp":
      return new Float64Array(count);
    default:
      return Array.from({ length: count }).fill(null);
  }
}
