import type { Answer, Call } from './threads.ts';

/** A call of a port, short enough to read in a trace. */
export function describeCall({ port, method, args }: Call): string {
  return `${port}.${method}(${args.map(short).filter(Boolean).join(', ')})`;
}

/** What came back. */
export function describeAnswer(answer: Answer): string {
  return 'error' in answer ? `${answer.error}!` : short(answer.value) || 'ok';
}

const telling = [
  'version',
  'generation',
  'seenGeneration',
  'pending',
  'token',
  'tokenVersion',
  'tokenAt',
  'attentionAt',
  'to',
  'while',
  'expect',
  'status',
  'run',
  'calls',
  'told',
  'kind',
  'allowed',
];

/** Only what the protocol turns on. */
function short(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return text(value);
  if (Array.isArray(value)) return `[${value.map(short).join(' ')}]`;
  const parts = Object.entries(value).flatMap(([key, part]) => {
    if (key === 'message' && part !== null) return [short(part)];
    if (key === 'outbox') return [`outbox=[${Object.keys(part ?? {}).join(' ')}]`];
    if (!telling.includes(key)) return [];
    return [`${key}=${isObject(part) ? `{${short(part)}}` : text(part)}`];
  });
  return parts.join(' ');
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
