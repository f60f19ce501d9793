/**
 * Hard quotas of Standard workflows.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const limits = {
  /** Bytes of the input or output of an execution, a state or a task; also of one variable and one Assign. */
  payloadBytes: 262_144,
  /** Bytes of all variables of an execution together. */
  variablesBytes: 10_485_760,
  historyEvents: 25_000,
  definitionBytes: 1_048_576,
  nameLength: 80,
  /** An execution older than this times out, in milliseconds (one year). */
  executionMs: 31_536_000_000,
  /** The largest number a field in seconds can hold. */
  seconds: 99_999_999,
  pageSize: 1_000,
} as const;
