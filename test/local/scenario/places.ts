import { attentiveOfKey } from '../../../functions/adapters/dynamodb/keys.ts';
import type { AggregateRef } from '../../../functions/application/record.ts';
import type { Json } from '../../../local/gateway/aws-error.ts';
import { parseMime } from '../../../local/ses/mime.ts';
import { TABLE_NAME } from '../../../local/table.ts';
import { pdfText } from './pdf-text.ts';
import type { Played } from './playing.ts';

/** A place where somebody could read, and what stands there. */
export type Place = readonly [name: string, text: string];

/** Inputs, outputs and histories of every execution. */
export function executionPlaces({ run }: Played): Place[] {
  const ask = (operation: string, request: Json): Json => ({
    ...run.handle.current.stepFunctions.call(operation, request),
  });
  return paged('stateMachines', (page) => ask('ListStateMachines', page)).flatMap(({ stateMachineArn }) =>
    paged('executions', (page) => ask('ListExecutions', { stateMachineArn, ...page })).flatMap(
      ({ executionArn, name }): Place[] => {
        const described = ask('DescribeExecution', { executionArn });
        const history = paged('events', (page) => ask('GetExecutionHistory', { executionArn, ...page }));
        return [[`execution ${String(name)}`, JSON.stringify([described, history])]];
      },
    ),
  );
}

/** Every page of a listing, as one list. */
function paged(list: string, ask: (page: Json) => Json): Json[] {
  const found: Json[] = [];
  let nextToken: unknown;
  do {
    const page = ask({ maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) });
    found.push(...(page[list] as Json[]));
    nextToken = page['nextToken'];
  } while (nextToken !== undefined);
  return found;
}

type Item = Record<string, Record<string, string>>;

/** Where a narrative lies. */
interface NoteRef {
  owner: AggregateRef;
  noteId: string;
}

/** Every attribute of every item as it lies in the table; what is encoded is decoded. */
export async function tableDump({
  run,
}: Played): Promise<{ keys: Place[]; items: Place[]; notes: NoteRef[] }> {
  const keys: Place[] = [];
  const items: Place[] = [];
  const notes: NoteRef[] = [];
  let start: unknown;
  do {
    const page = await run.handle.current.dynamodb.call('Scan', {
      TableName: TABLE_NAME,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    for (const item of page['Items'] as Item[]) {
      const [pk, sk] = [item['pk']?.['S'] ?? '', item['sk']?.['S'] ?? ''];
      const name = `${pk} ${sk}`;
      const found = attentiveOfKey({ pk, sk }, '');
      if (found?.kind === 'note') notes.push(found);
      keys.push(['a key of the table', JSON.stringify([name, item['attentionShard'], item['attentionAt']])]);
      items.push([`the item ${name}`, JSON.stringify(item)], [`decoded in the item ${name}`, decoded(item)]);
    }
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return { keys, items, notes };
}

/** All texts and bytes of an item that could be base64 of something. */
function decoded(value: unknown): string {
  if (typeof value === 'string') return Buffer.from(value, 'base64').toString('utf8');
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(decoded).join('\n');
}

/** Subjects, texts and HTML of every mail, and the texts of what is attached. */
export async function mailPlaces({ run }: Played): Promise<{ bodies: Place[]; documents: Place[] }> {
  const bodies: Place[] = [];
  const documents: Place[] = [];
  for (const { messageId, tags, subject, raw } of run.handle.current.ses.mails()) {
    const mail = await parseMime(Buffer.from(raw, 'base64'));
    const name = `the mail ${messageId} (${tags['kind'] ?? ''})`;
    bodies.push([`the subject of ${name}`, `${subject}\n${mail.subject ?? ''}`]);
    bodies.push([`the text of ${name}`, mail.text ?? ''], [`the HTML of ${name}`, mail.html ?? '']);
    for (const { filename, mimeType, content } of mail.attachments) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
      bodies.push([`the name of an attachment of ${name}`, filename ?? '']);
      if (mimeType === 'application/pdf') documents.push([`the PDF of ${name}`, pdfText(bytes)]);
      else bodies.push([`an attachment of ${name}`, unfolded(Buffer.from(bytes).toString('utf8'))]);
    }
  }
  return { bodies, documents };
}

/** iCalendar breaks its lines after 75 bytes. */
const unfolded = (text: string): string => text.replace(/\r?\n[ \t]/g, '');

/** Of pages that are all alike, a mail or its delivery, one in so many is looked at. */
const ALIKE = 10;

/** The pages that links lead to from the overview and the inbox, in the order of finding. */
export async function pagePlaces({ run }: Played): Promise<Place[]> {
  const { url } = run.handle.current;
  const found = new Map<string, string>();
  const waiting = ['/', '/inbox', '/health.json'];
  const known = new Set<string>();
  let alike = 0;
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (known.has(path)) continue;
    known.add(path);
    if (/^\/(inbox|executions\/msg-)./.test(path) && alike++ % ALIKE !== 0) continue;
    const answer = await fetch(new URL(path, url));
    // Links in mails end; what they say then is looked at as well.
    const ended = answer.status === 410 && path.startsWith('/answer/');
    if (!answer.ok && !ended) throw new Error(`${path} answered ${answer.status}`);
    const body = await answer.text();
    found.set(path, body);
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue;
    waiting.push(...linksOf(body, new URL(path, url)));
  }
  return [...found].map(([path, body]): Place => [`the page ${path}`, body]);
}

/** Pages of the same server; of several views of one page the plain one. */
function linksOf(body: string, from: URL): string[] {
  return [...body.matchAll(/href="([^"]*)"/g)].flatMap(([, href = '']) => {
    const to = new URL(href.replaceAll('&amp;', '&'), from);
    if (to.origin !== from.origin || to.pathname.includes('/attachments/')) return [];
    const page = to.searchParams.get('page');
    return [page === null || page === '1' ? to.pathname : `${to.pathname}?page=${page}`];
  });
}

/** What was printed while it played, the alarms with all that they know, and the summary. */
export function toldPlaces({ lines, run, summary }: Played): Place[] {
  const alarms = run.alarms.map(
    (alarm): Place => [
      'an alarm',
      alarm instanceof Error ? `${alarm.stack ?? ''} ${JSON.stringify(alarm)}` : String(alarm),
    ],
  );
  return [['the lines', lines.join('\n')], ['the summary', JSON.stringify(summary)], ...alarms];
}
