import type { Refusal } from '../../domain/shared/refusal.ts';
import { CHANGED } from './etag.ts';

/** The caller is who they are, and that is not who does this. */
const forbidden: readonly string[] = [
  'agency-not-in-case',
  'endorsement-by-another',
  'mfa-required',
  'no-agency-basis',
  'no-case-basis',
  'not-endorsed',
  'not-for-another',
  'not-for-this-actor',
  'not-for-this-worker',
  'not-invited',
  'not-permitted',
  'not-running-the-meeting',
  'not-the-author',
  'not-the-lead',
  'person-of-another-case',
  'purpose-missing',
  'withdrawal-undecided',
  'worker-excluded',
  'wrong-person',
];

/** It would be right at another time, or was done already. */
const conflicting: readonly string[] = [
  'action-ended',
  'aggregate-too-large',
  'case-held',
  'clock-paused',
  'incident-decided',
  'meeting-held-already',
  'meeting-over',
  'not-in-this-phase',
  'not-in-this-status',
  'on-hold',
  'plan-issued-already',
  'representative-exists',
  'task-ended',
];

/**
 * The HTTP status of a refusal by its code: 403 for who may not, 404 for what is not there, 409 for the wrong
 * time, 412 for what has changed, 422 for what is asked.
 * @param fromPath names of path parameters: a wrong id in the path is 404, one in the body is 422
 */
export function statusOf({ code, field }: Refusal, fromPath: readonly string[] = []): number {
  if (code === CHANGED) return 412;
  if (forbidden.includes(code)) return 403;
  if (code === 'not-found') return 404;
  if (code.startsWith('no-such-')) return field === undefined || fromPath.includes(field) ? 404 : 422;
  if (conflicting.includes(code) || code.startsWith('already-')) return 409;
  return 422;
}

/** The same for a refusal of access, which has no 422: who may not know of a thing gets 404, the others 403. */
export function accessStatus(refusal: Refusal): number {
  const status = statusOf(refusal);
  return status === 404 ? 404 : 403;
}
