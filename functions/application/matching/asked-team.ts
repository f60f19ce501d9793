import { isRefusal, type Refusal } from '../../domain/shared/refusal.ts';
import { authorise } from '../access/authorise.ts';
import { appendAccess } from '../access/chain.ts';
import { accessStatus } from '../api/problem-status.ts';
import type { ApiRequest, RefusedRequest } from '../api/route.ts';
import type { App } from '../app.ts';
import type { AggregateRef } from '../record.ts';

/**
 * Whoever was asked to decide about something from outside may read what it says of people; the reading is
 * recorded in a log of its own, first, or nothing is read.
 * @param command the one by which they answer
 */
export async function readAsAsked(
  app: App,
  { subject, purpose }: ApiRequest,
  ref: AggregateRef,
  command: string,
): Promise<RefusedRequest | undefined> {
  const permit = await authorise(app, {
    subject,
    purpose,
    ref,
    asked: { kind: 'command', aggregate: ref.type, name: command },
  });
  if (isRefusal(permit)) return refused(permit);
  const { agencyId, representativeId, via } = subject;
  await appendAccess(app, ref.id, {
    at: app.clock.now(),
    event: 'read',
    agencyId,
    representativeId,
    via,
    what: 'identity',
    aggregate: ref.type,
    id: ref.id,
    ground: permit.ground,
    ...(purpose === undefined ? {} : { purpose }),
  });
  return undefined;
}

export const refused = (refusal: Refusal): RefusedRequest => ({ refusal, status: accessStatus(refusal) });
