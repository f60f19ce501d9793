import { isObject, type Json } from '../gateway/aws-error.ts';
import type { Item } from './engine.ts';
import { pick, type TableShape } from './tables.ts';

/** Where a write request is about to write. */
export interface Target {
  shape: TableShape;
  key: Item;
}

export const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

/** The items that a write request names. A malformed request names none: dynalite will say what is wrong. */
export async function targetsOf(
  operation: string,
  request: Json,
  shapeOf: (table: string) => Promise<TableShape>,
): Promise<Target[]> {
  if (operation !== 'BatchWriteItem') {
    const shape = await shapeOf(String(request['TableName']));
    return toTarget(shape, operation === 'PutItem' ? request['Item'] : request['Key']);
  }
  const targets: Target[] = [];
  const tables = isObject(request['RequestItems']) ? request['RequestItems'] : {};
  for (const [table, requests] of Object.entries(tables)) {
    const shape = await shapeOf(table);
    for (const one of Array.isArray(requests) ? requests.filter(isObject) : []) {
      const [put, remove] = [one['PutRequest'], one['DeleteRequest']];
      if (isObject(put)) targets.push(...toTarget(shape, put['Item']));
      if (isObject(remove)) targets.push(...toTarget(shape, remove['Key']));
    }
  }
  return targets;
}

function toTarget(shape: TableShape, value: unknown): Target[] {
  if (!isItem(value)) return [];
  const key = pick(value, shape.keys);
  return Object.keys(key).length === shape.keys.length ? [{ shape, key }] : [];
}

/** Is it an item or key as DynamoDB's JSON has them: attributes that are objects? */
export function isItem(value: unknown): value is Item {
  return isObject(value) && Object.values(value).every(isObject);
}
