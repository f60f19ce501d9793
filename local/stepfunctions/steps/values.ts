import { EvaluationError } from '../expressions.ts';
import type { Json } from '../json.ts';
import { limits } from '../limits.ts';

/** A whole number of seconds from a field. @throws EvaluationError */
export function secondsOf(field: string, value: Json, least: number): number {
  if (typeof value !== 'number') throw wrongType(field, 'number', value);
  if (Number.isInteger(value) && value >= least && value <= limits.seconds) return value;
  throw new EvaluationError(
    field,
    `The value ${value} of the field '${field}' is not a whole number from ${least} to ${limits.seconds}.`,
  );
}

/** The error of an expression whose value has another type than its field needs. */
export function wrongType(field: string, wanted: string, value: Json): EvaluationError {
  const was = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return new EvaluationError(
    field,
    `The JSONata expression specified for the field '${field}' returned an unexpected result type. Expected '${wanted}', but was '${was}'.`,
  );
}
