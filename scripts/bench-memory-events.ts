import { aggregateKey } from '../functions/adapters/dynamodb/keys.ts';
import { MESSAGE_TAG } from '../functions/adapters/ses/mailer.ts';
import { storeNew } from '../functions/application/stored-message.ts';
import { createMessage } from '../functions/domain/message/record.ts';
import type { FunctionName } from '../functions/handlers/environment.ts';
import type { LocalIssuer } from '../local/api/issuer.ts';
import type { Cloud } from '../local/cloud.ts';
import { proxyEvent } from '../local/lambda/proxy-event.ts';
import { convenor } from './bench-play.ts';

/** What functions are called with, so often that the later calls are warm. */
const CALLS = 25;
const times = <T>(make: (n: number) => T): T[] => Array.from({ length: CALLS }, (_, n) => make(n));

/** Makes the events of a function just before it is tried. */
export type MakeEvents = () => Promise<unknown[]>;

/** Events of each function that can be tried on a played case. @param caseId whose first plan is out */
export function eventsFor(
  { app, ses, clock }: Cloud,
  caseId: string,
  issuer: LocalIssuer,
): Partial<Record<FunctionName, MakeEvents>> {
  const ref = { type: 'case', id: caseId } as const;
  const now = new Date(clock.now()).toISOString();
  const bearer = `Bearer ${issuer.token(convenor, clock.now(), 1)}`;
  const { pk, sk } = aggregateKey(ref);
  const Keys = { pk: { S: pk }, sk: { S: sk } };
  const loaded = async () => {
    const record = await app.aggregates.load(ref);
    if (!record) throw new Error(`there is no case ${caseId}`);
    return record;
  };
  const copies = (of: string) => newPlanCopies(app, ses.mails(), of);
  return {
    'authorize-request': async () =>
      times(() => ({ authorizationToken: bearer, methodArn: 'arn:aws:execute-api:x:y:z/live/GET/me' })),
    'await-signal': async () => {
      const { generation, version } = await loaded();
      // Later than the wait that the execution has registered.
      const enteredAt = new Date(clock.now() + 60_000).toISOString();
      const wait = { caseId, generation, version, waitSeconds: 60, enteredAt, retryCount: 0 };
      return times((wakes) => ({ ...wait, token: `token-${wakes}`, wakes }));
    },
    'check-delivery': async () =>
      (await copies('check')).map((messageId) => ({ messageId, run: 1, because: 'woken' })),
    'evaluate-case': async () => {
      const { generation } = await loaded();
      const look = { caseId, generation, startedAt: now, wakes: 1, lastVersion: -1, definitionHash: 'x' };
      return times(() => look);
    },
    'record-delivery': async () =>
      (await copies('record')).map((messageId) => ({
        detail: { eventType: 'Delivery', mail: { messageId: 'ses', tags: { [MESSAGE_TAG]: [messageId] } } },
      })),
    'relay-changes': async () =>
      times((n) => ({ Records: [{ dynamodb: { Keys, SequenceNumber: String(n) } }] })),
    'restart-failed': async () => times((n) => ({ detail: { name: `${caseId}.g${n}`, status: 'ABORTED' } })),
    'send-email': async () =>
      (await copies('send')).map((messageId) => ({
        ...{ messageId, run: 1, token: `t-${messageId}`, enteredAt: now, retryCount: 0 },
      })),
    'serve-answers': async () => {
      const mails = ses.mails().map(({ raw }) => decoded(raw));
      const page = /\/answer\/v1\.[\w.~-]+/.exec(mails.join('\n'))?.[0] ?? '';
      return times(() => get(page, {}));
    },
    'serve-api': async () =>
      times(() => get(`/cases/${caseId}`, { authorization: bearer, purpose: 'manage_mitigate' })),
    'sweep-attention': async () => times(() => ({})),
  };
}

/** Soft line breaks of quoted-printable taken out. */
const decoded = (raw: string): string =>
  Buffer.from(raw, 'base64')
    .toString('utf8')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll('=3D', '=');

const get = (url: string, headers: Record<string, string>) =>
  proxyEvent(
    {
      method: 'GET',
      url,
      headersDistinct: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    },
    Buffer.alloc(0),
    { root: '', requestId: 'bench-request' },
  );

/** The same copy to be sent again and again: the dearest mail, with a PDF. Answers the ids. */
async function newPlanCopies(
  app: Cloud['app'],
  mails: readonly { tags: Record<string, string> }[],
  of: string,
): Promise<string[]> {
  const sent = mails.findLast(({ tags }) => tags['kind'] === 'plan_copy')?.tags[MESSAGE_TAG] ?? '';
  const stored = await app.messages.load(sent);
  if (!stored) throw new Error('no plan copy was sent');
  const { kind, params, from, to, cause, createdAt } = stored.message;
  const copies = times((n) =>
    createMessage({ kind, params, from, to, cause: `${cause}-${of}${n}` }, createdAt),
  );
  for (const copy of copies) await app.messages.create(storeNew(copy, createdAt));
  return copies.map(({ messageId }) => messageId);
}
