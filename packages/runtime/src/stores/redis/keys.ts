/*
 * Keys: the set `pinion:tables` names all tables, `pinion:t:<table>` holds a table's meta, `pinion:r:<table>:<group>:{<key>}`
 * a packed row, `pinion:j:<table>:<group>:<job>` the number of a job's last checkpoint. The braces make all rows of an
 * entity stand in one slot of a cluster.
 */

export const TABLES = "pinion:tables";
export const META = "pinion:t:";
export const JOB = "pinion:j:";
const ROW = "pinion:r:";

/** What the keys of a group's rows begin with. */
export const rowPrefix = (table: string, group: string): string => `${ROW}${table}:${group}:{`;
export const rowKey = (prefix: string, key: string): string => `${prefix}${key}}`;

/** The pattern of all rows of a table, or of one group. */
export const rowPattern = (table: string, group?: string): string =>
  group === undefined ? `${ROW}${table}:*` : `${rowPrefix(table, group)}*`;
