import { noteLimits } from '../../../functions/application/write-notes.ts';
import { LARGEST_BODY } from '../../../functions/middleware/http/body.ts';
import { opening } from '../../domain/case/fixtures.ts';
import { at, second } from '../commands/others.ts';
import { canary, give, type Request, type Row } from './drive.ts';
import { child } from './rows.ts';

const refer = '/cases/referrals';
const json = { 'content-type': 'application/json', 'idempotency-key': 'key-by-hand' };
const sent = (body: Request['body'], headers: Request['headers'] & object = json): Request => ({
  path: refer,
  template: refer,
  as: 'police',
  body,
  headers,
});
const get = (path: string, template: string, headers: Record<string, string> = {}): Request => ({
  method: 'GET',
  path,
  template,
  as: 'police',
  headers,
});
const plain = (code: string, status: number, ask: Row['ask']): Row => ({ code, status, ask });
const { 'idempotency-key': _, ...keyless } = json;
const withNotes = (notes: Record<string, string>) =>
  give('refer', 'police', { ...opening(), agencies: [], notes });
const many = (count: number, text: string) =>
  Object.fromEntries(Array.from({ length: count }, (_none, index) => [`view:per-${index}0000`, text]));
const long = 'a'.repeat(noteLimits.bytes);
const cancel = (ifMatch: string) =>
  give(
    'meeting.cancelMeeting',
    'convenor',
    { reason: 'no_longer_needed' },
    { headers: { 'if-match': ifMatch } },
  );
const once = { headers: { 'idempotency-key': 'key-once' } };

/** Every load throws what somebody else's writing, or a later release, makes it throw. */
const failing =
  (name: string): NonNullable<Row['arrange']> =>
  ({ app }) => {
    const { aggregates } = app;
    app.aggregates = {
      ...aggregates,
      load: () => Promise.reject(Object.assign(new Error(`${canary} cannot be had`), { name })),
    };
    return () => {
      app.aggregates = aggregates;
    };
  };
/** The meeting has grown beyond what may still be added to. */
const grown: Row['arrange'] = ({ data }) => {
  const record = data.aggregates['meeting/mtg-0001'];
  if (record)
    record.recent = { padding: { bodyHash: 'a'.repeat(320_000), version: 1, at: record.at, did: [] } };
  return undefined;
};

/** What is refused of the request itself. */
export const requestRows: readonly Row[] = [
  plain('body-not-json', 400, sent(`{"${canary}`)),
  plain('body-not-utf8', 400, sent(new Uint8Array([0x22, 0xff, 0x22]))),
  plain('body-too-deep', 400, sent(`${'['.repeat(40)}${']'.repeat(40)}`)),
  plain('body-too-large', 413, sent(`"${'a'.repeat(LARGEST_BODY)}"`)),
  plain('field-name-invalid', 400, sent('{"__proto__":1}')),
  plain('text-not-whole', 400, sent(String.raw`{"area":"\ud800"}`)),
  plain('encoding-not-supported', 415, sent('{}', { ...json, 'content-encoding': 'br' })),
  plain('media-type-not-supported', 415, sent('{}', { ...json, 'content-type': 'text/plain' })),
  plain('idempotency-key-missing', 400, sent('{}', keyless)),
  plain('idempotency-key-malformed', 400, sent('{}', { ...json, 'idempotency-key': 'two words' })),
  {
    ...plain(
      'idempotency-key-reused',
      422,
      give('recordNeed', 'police', { code: 'other' }, { ids: { personId: child }, ...once }),
    ),
    before: [give('recordNeed', 'police', { code: 'school_support' }, { ids: { personId: child }, ...once })],
  },
  plain('input-invalid', 422, give('refer', 'police', { [canary]: 1 })),
  plain('if-match-malformed', 400, cancel('not a tag')),
  plain(
    'if-match-not-supported',
    400,
    give(
      'recordNeed',
      'police',
      { code: 'other' },
      { ids: { personId: child }, headers: { 'if-match': '"x"' } },
    ),
  ),
  plain('changed-meanwhile', 412, cancel('"00000000000000000000"')),
  plain('cursor-invalid', 400, get('/cases?cursor=bm90LWEtY3Vyc29y', '/cases')),
  plain('note-field-invalid', 422, withNotes({ [canary]: 'x' })),
  plain('note-too-long', 422, withNotes({ rationale: `${long}a` })),
  plain('too-many-notes', 422, withNotes(many(noteLimits.notes + 1, 'x'))),
  { ...plain('failed', 500, get('/me', '/me')), arrange: failing('TypeError') },
  { ...plain('try-again', 503, get('/me', '/me')), arrange: failing('ConflictError') },
  { ...plain('needs-operations', 503, get('/me', '/me')), arrange: failing('NewerSchemaError') },

  plain('headers-too-large', 431, sent('{}', { ...json, 'x-padding': 'a'.repeat(20_000) })),
  plain('header-twice', 400, sent('{}', { ...json, 'idempotency-key': ['key-one', 'key-two'] })),
  plain('query-invalid', 400, get('/cases?colour=red', '/cases')),
  { ...plain('method-not-allowed', 405, { ...get('/me', '/me'), method: 'PUT' }), undocumented: true },
  { ...plain('aggregate-too-large', 409, cancel('*')), arrange: grown },
  { ...plain('search-answered', 422, answerSearch()), before: [answerSearch()] },
  plain('no-such-search', 422, answerSearch('ask-none1')),
  plain(
    'case-not-named',
    422,
    give('report.settleReport', 'triage', { outcome: 'linked' }, { roles: ['coordinator'] }),
  ),
  {
    ...plain('reference-reused', 422, report({ releaseOn: '2026-03-20', kind: 'prison_release' })),
    before: [report()],
  },
  plain('date-out-of-range', 422, report({ releaseOn: '2126-03-20', kind: 'prison_release' })),
];

function answerSearch(askId = 'ask-0001') {
  return give(
    'search.answerSearch',
    'triage',
    { askId, outcome: 'not_the_person' },
    { roles: ['coordinator'], ids: { caseId: second } },
  );
}

function report({ kind = 'police_incident', ...more }: Record<string, string> = {}): Request {
  const happened = kind === 'police_incident' ? { occurredAt: at, severity: 'serious' } : more;
  const persons = [{ role: 'person_using_violence', identity: { names: [{ kind: 'legal', text: canary }] } }];
  return {
    ...sent(JSON.stringify({ report: { kind, reference: 'IR-1', persons, ...happened } }), {
      ...json,
      'idempotency-key': `key-${kind}-${more['releaseOn']}`,
    }),
    path: '/intake/reports',
    template: '/intake/reports',
    roles: ['intake_system'],
  };
}
