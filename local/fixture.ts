import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openEngine } from './dynamodb/engine.ts';
import type { DynamoDb } from './dynamodb/service.ts';
import { ensureTable } from './dynamodb/tables.ts';
import { TABLE_NAME, tableDefinition } from './table.ts';

/*
 * A fixture is a cloud at one moment, as files that a later release can go on from: the items of the table, one a
 * line, and what else lies in its folder: the journals of executions (with the definitions that they run) and of
 * mail, what of the scenario was done, the key of the invented people. Each is packed; `zless` reads them.
 */

const ITEMS = 'items.jsonl';
/** Made anew for every cloud that is opened. */
const NOT_KEPT: readonly string[] = ['accounts.json', 'issuer.json'];

const write = (folder: string, name: string, content: string | Uint8Array): void =>
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content));

/** Every item of the table, one a line in the order of keys, as DynamoDB writes items. */
export async function dumpItems(dynamodb: Pick<DynamoDb, 'call'>): Promise<string> {
  const found: { key: string; line: string }[] = [];
  let start: unknown;
  do {
    const request = { TableName: TABLE_NAME, ...(start === undefined ? {} : { ExclusiveStartKey: start }) };
    const page = await dynamodb.call('Scan', request);
    for (const item of page['Items'] as Record<'pk' | 'sk', { S: string }>[])
      found.push({ key: `${item.pk.S} ${item.sk.S}`, line: JSON.stringify(item) });
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return found
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ line }) => `${line}\n`)
    .join('');
}

/**
 * Write the fixture of a cloud that has been closed.
 * @param data its folder
 * @param items what its table held (dumpItems)
 */
export function writeFixture(folder: string, data: string, items: string): void {
  mkdirSync(folder, { recursive: true });
  write(folder, ITEMS, items);
  for (const entry of readdirSync(data, { withFileTypes: true }))
    if (entry.isFile() && !NOT_KEPT.includes(entry.name))
      write(folder, entry.name, readFileSync(join(data, entry.name)));
}

/**
 * Unpack a fixture into a folder, for a cloud to be opened there.
 * @param change what to do to the text of each file but the items
 */
export async function unpackFixture(
  folder: string,
  data: string,
  change: (text: string) => string = (text) => text,
): Promise<void> {
  for (const file of readdirSync(folder)) {
    const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8');
    const name = basename(file, '.gz');
    if (name === ITEMS) await putItems(join(data, 'tables'), text);
    else writeFileSync(join(data, name), change(text));
  }
}

async function putItems(directory: string, items: string): Promise<void> {
  const engine = await openEngine(directory);
  await ensureTable(engine, tableDefinition);
  for (const line of items.split('\n').slice(0, -1))
    await engine.call('PutItem', { TableName: TABLE_NAME, Item: JSON.parse(line) });
  await engine.close();
}
