import { addElapsed } from '../../domain/calendar/instants.ts';
import { deriveId, hashText } from '../../domain/shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import { canonicalJson } from '../canonical.ts';
import { KEY_HOURS } from './ledger.ts';
import type { ApiAnswer, ApiRequest, RefusedRequest } from './route.ts';

type Outcome = ApiAnswer | RefusedRequest | Refusal;

/**
 * Answer the same to the same request of the same caller under one Idempotency-Key for 24 hours, and refuse
 * another path or body. The key is bound before anything is done; a crash after that leaves it bound, and the
 * retry goes on to `run`, which must itself do nothing twice. A refusal is not kept: nothing was done, and the
 * same request may be right later. The answer is stored as it stands, so `run` answers with codes and ids only.
 */
export async function onceOnly(
  app: Pick<App, 'ledger' | 'clock'>,
  request: ApiRequest,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  const { subject, idempotencyKey = '', path, params, body } = request;
  const key = deriveId('key', 'ledger', subject.agencyId, subject.representativeId, idempotencyKey);
  // The key is in the hash and stored nowhere: without it and its secret nobody can guess at a body by its hash.
  const hash = hashText(canonicalJson([idempotencyKey, path, params, body ?? null]));
  const at = app.clock.now();
  const bound = await app.ledger.bind(key, { hash, at }, addElapsed(at, { hours: -KEY_HOURS }));
  if (bound.hash !== hash) return keyReused();
  if (bound.answer) return bound.answer;
  const outcome = await run();
  if (isAnswer(outcome)) {
    const { status, body: answered, headers = {} } = outcome;
    await app.ledger.keep(key, hash, { status, body: answered, headers: { ...headers } });
  }
  return outcome;
}

const isAnswer = (outcome: Outcome): outcome is ApiAnswer => !isRefusal(outcome) && !('refusal' in outcome);

const keyReused = (): Refusal =>
  refuse('idempotency-key-reused', 'this Idempotency-Key was used for another request within 24 hours');
