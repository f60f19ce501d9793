import { AwsError, isObject, type Json } from './aws-error.ts';

/** A service of the AWS JSON protocols: it is asked for an operation by name. Rejects with AwsError. */
export type JsonService = (operation: string, request: Json) => Promise<Json>;

/**
 * Makes a service of an object whose methods are named after the operations, either as AWS writes them
 * (`StartExecution`) or as TypeScript does (`startExecution`).
 */
export function serviceOf(name: string, target: object): JsonService {
  return async (operation, request) => {
    const method =
      methodOf(target, operation) ?? methodOf(target, operation.charAt(0).toLowerCase() + operation.slice(1));
    if (method === undefined) {
      throw new AwsError(
        'UnknownOperationException',
        `${name} ${operation} is not part of this local cloud.`,
      );
    }
    const answer = await method.call(target, request);
    return isObject(answer) ? answer : {};
  };
}

type Method = (this: object, request: Json) => unknown;

function methodOf(target: object, name: string): Method | undefined {
  if (!/^[A-Za-z]+$/.test(name) || name in Object.prototype) return undefined;
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? (request) => Reflect.apply(value, target, [request]) : undefined;
}
