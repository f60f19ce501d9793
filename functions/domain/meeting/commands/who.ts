import type { Worker } from '../../shared/actor.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import type { MeetingContext } from '../command.ts';
import { listedCases } from '../queries.ts';
import type { MeetingState } from '../state.ts';

export const isWorker = (a: Worker | undefined, b: Worker): boolean =>
  a?.agencyId === b.agencyId && a.representativeId === b.representativeId;

/** Whether a worker runs the meeting: its chair, minute taker, or who scheduled it (S2-10). */
export const runsMeeting = (state: MeetingState, worker: Worker): boolean =>
  isWorker(state.chair, worker) || isWorker(state.minuteTaker, worker) || isWorker(state.scheduledBy, worker);

/** The worker who acts. Throws for the system: such commands are closed to it. */
export function actingWorker(context: MeetingContext): Worker {
  if (context.by.kind !== 'worker') throw new TypeError('a worker command reached a decision of the system');
  return { agencyId: context.by.agencyId, representativeId: context.by.representativeId };
}

/** Who answers: the acting worker, or another whose answer somebody who runs the meeting records. */
export function answering(
  state: MeetingState,
  context: MeetingContext,
  other: Worker | undefined,
): Worker | Refusal {
  const me = actingWorker(context);
  if (other === undefined || isWorker(other, me)) return me;
  if (runsMeeting(state, me) || other.agencyId === me.agencyId) return { ...other };
  return refuse('not-for-another', 'only who runs the meeting records the answer of another agency', {
    field: 'for',
  });
}

/** Refuse unless the actor runs the meeting or is the system. */
export function onlyRunners(state: MeetingState, context: MeetingContext): Refusal | undefined {
  if (context.by.kind === 'system' || runsMeeting(state, context.by)) return undefined;
  return refuse('not-running-the-meeting', 'the chair, the minute taker or the convenor does this', {
    duty: 'S2-10',
  });
}

/**
 * Refuse unless the actor is of an agency that runs the meeting or leads one of its cases: when the chair is
 * ill a colleague moves it, but nobody else keeps a family from being heard.
 */
export function onlyConcerned(state: MeetingState, { by }: MeetingContext): Refusal | undefined {
  const { chair, minuteTaker, scheduledBy } = state;
  const concerned = [chair, minuteTaker, scheduledBy, ...listedCases(state).map(({ lead }) => lead)];
  if (by.kind === 'system' || concerned.some((one) => one?.agencyId === by.agencyId)) return undefined;
  return refuse('not-running-the-meeting', 'who runs the meeting or leads one of its cases does this', {
    duty: 'S2-10',
  });
}
