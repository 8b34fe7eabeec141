/** The instants that a job reads rows of: `from <= eventTime < to`, microseconds. An end that is absent is open. */
export interface TimeSpan {
  readonly from?: bigint;
  readonly to?: bigint;
}
