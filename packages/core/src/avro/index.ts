export { AvroSchemaFault, parseAvroSchema } from "./schema.js";
export type { AvroNode, FieldNode, RecordNode } from "./schema.js";
export { readingOf, type AvroReading } from "./reading.js";
export { fitColumn, mayBeNull, misfitOf, type AvroColumn, type AvroFit, type AvroMisfit } from "./column.js";
export { naturalColumn } from "./natural.js";
