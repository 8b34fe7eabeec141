import type { FunctionRecord } from "../record.js";
import { acos } from "./acos.js";
import { acosh } from "./acosh.js";
import { asin } from "./asin.js";
import { asinh } from "./asinh.js";
import { atan } from "./atan.js";
import { atan2 } from "./atan2.js";
import { atanh } from "./atanh.js";
import { bin } from "./bin.js";
import { bround } from "./bround.js";
import { cbrt } from "./cbrt.js";
import { ceil } from "./ceil.js";
import { conv } from "./conv.js";
import { cos } from "./cos.js";
import { cosh } from "./cosh.js";
import { cot } from "./cot.js";
import { csc } from "./csc.js";
import { degrees } from "./degrees.js";
import { e } from "./e.js";
import { exp } from "./exp.js";
import { expm1 } from "./expm1.js";
import { factorial } from "./factorial.js";
import { floor } from "./floor.js";
import { hypot } from "./hypot.js";
import { ln } from "./ln.js";
import { log } from "./log.js";
import { log10 } from "./log10.js";
import { log1p } from "./log1p.js";
import { log2 } from "./log2.js";
import { pi } from "./pi.js";
import { pow } from "./pow.js";
import { radians } from "./radians.js";
import { rint } from "./rint.js";
import { round } from "./round.js";
import { sec } from "./sec.js";
import { signum } from "./signum.js";
import { sin } from "./sin.js";
import { sinh } from "./sinh.js";
import { sqrt } from "./sqrt.js";
import { tan } from "./tan.js";
import { tanh } from "./tanh.js";
import { widthBucket } from "./width-bucket.js";

export const mathFunctions: readonly FunctionRecord[] = [
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  bin,
  bround,
  cbrt,
  ceil,
  conv,
  cos,
  cosh,
  cot,
  csc,
  degrees,
  e,
  exp,
  expm1,
  factorial,
  floor,
  hypot,
  ln,
  log,
  log10,
  log1p,
  log2,
  pi,
  pow,
  radians,
  rint,
  round,
  sec,
  signum,
  sin,
  sinh,
  sqrt,
  tan,
  tanh,
  widthBucket,
];
