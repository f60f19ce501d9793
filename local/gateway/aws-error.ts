/** A JSON object as the AWS protocols carry it. */
export type Json = Record<string, unknown>;

/** An answer of AWS that is an error: `name` is what SDKs name the exception, `fields` go beside the message. */
export class AwsError extends Error {
  readonly statusCode: number;
  readonly fields: Json;

  constructor(name: string, message: string, statusCode = 400, fields: Json = {}) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

/** Is it a JSON object (not an array, not null)? */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
