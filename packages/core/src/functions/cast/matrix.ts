import type { DataType } from "../../types/index.js";
import type { ResolveContext } from "../record.js";
import type { CastStep } from "./step.js";
import { toBinary } from "./to-binary.js";
import { toBoolean } from "./to-boolean.js";
import { toDate } from "./to-date.js";
import { toDecimal } from "./to-decimal.js";
import { toDouble } from "./to-double.js";
import { toFloat } from "./to-float.js";
import { toIntegral } from "./to-integral.js";
import { toInterval } from "./to-interval.js";
import { toTime } from "./to-time.js";
import { toText } from "./to-text.js";
import { toTimestamp } from "./to-timestamp.js";

/** The cast from one type without parts to another that differs; undefined where Spark has none. */
export function castImpl(from: DataType, to: DataType, context: ResolveContext): CastStep | undefined {
  switch (to.kind) {
    case "boolean":
      return toBoolean(from);
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return toIntegral(from, to.kind);
    case "float":
      return toFloat(from);
    case "double":
      return toDouble(from);
    case "decimal":
      return toDecimal(from, to);
    case "string":
      return toText(from, context);
    case "binary":
      return toBinary(from);
    case "date":
      return toDate(from, context);
    case "timestamp":
      return toTimestamp(from, context);
    case "time":
      return toTime(from, to);
    case "dayTimeInterval":
    case "yearMonthInterval":
    case "calendarInterval":
      return toInterval(from, to);
    case "void":
    case "array":
    case "map":
    case "struct":
      return undefined;
  }
}
