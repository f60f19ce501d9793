import type { Json } from './aws-error.ts';

/** A service of the AWS JSON protocols: asked for an operation by its name. Throws or rejects with AwsError. */
export type JsonService = (operation: string, request: Json) => object | Promise<object>;
