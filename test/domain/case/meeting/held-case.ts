import type { Policy } from '../../../../functions/domain/policy/schema.ts';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import type { Accepted } from '../../../../functions/domain/shared/decision.ts';
import type { CommandIntent, MessageIntent } from '../../../../functions/domain/shared/intent.ts';
import { type CaseUnderTest, caseIn, workers } from '../fixtures.ts';

/** Monday 9 March 2026, 10:00 to 11:00 in Perth. */
export const starts = '2026-03-09T02:00:00.000Z';
export const ends = '2026-03-09T03:00:00.000Z';
export const mtg = 'mtg-0001';

export const word = (more: Record<string, unknown> = {}) => ({ meetingId: mtg, meetingVersion: 2, ...more });

export const scheduledWord = (more: Record<string, unknown> = {}) => ({
  meetingId: mtg,
  meetingVersion: 1,
  kind: 'macm_on_demand',
  startsAt: starts,
  endsAt: ends,
  returnsDueAt: '2026-03-06T02:00:00.000Z',
  chair: workers.chair,
  ...more,
});

type Options = { urgency?: 'standard' | 'urgent' | 'critical'; policy?: Policy };

/** A case whose meeting is to come. */
export function prepared(options: Options = {}): CaseUnderTest {
  const made = caseIn('meeting_scheduling', options);
  made.run('meetingScheduled', scheduledWord(), { by: 'system' });
  return made;
}

export const attends = (worker: Worker, status = 'attending') => ({ ...worker, status });

/** Who came by default: police and specialist; child protection sent an apology with a return. */
export const attendance = [
  attends(workers.police),
  attends(workers.specialist),
  attends(workers.childProtection, 'apology_with_return'),
];

/** A case that is being heard: attendance recorded, nobody nominated yet. */
export function inMeeting(options: Options & { came?: unknown[] } = {}): CaseUnderTest {
  const made = prepared(options);
  made.now = '2026-03-09T02:10:00.000Z';
  made.run('meetingHeld', word({ heldAt: made.now, attendance: options.came ?? attendance }), {
    by: 'system',
  });
  return made;
}

/** A case that is being heard and has its lead. */
export function withLead(options: Options & { came?: unknown[] } = {}): CaseUnderTest {
  const made = inMeeting(options);
  made.run('nominateLead', { to: workers.specialist }, { by: workers.chair });
  return made;
}

export const endorse = (made: CaseUnderTest, worker: Worker): Accepted<unknown> =>
  made.run('endorsementReceived', word({ worker, at: made.now, textVersion: 'decl-1', mode: 'electronic' }), {
    by: 'system',
  });

type Decided = Pick<Accepted<unknown>, 'intents'>;
export const mails = (decided: Decided, kind: string): MessageIntent[] =>
  decided.intents.filter((i): i is MessageIntent => i.intent === 'message' && i.kind === kind);
export const mailed = (decided: Decided, kind: string): string[] =>
  mails(decided, kind)
    .flatMap((m) => m.to.map((to) => to.representativeId ?? `${to.agencyId}:${to.post}`))
    .toSorted();
export const commands = (decided: Decided, name: string): CommandIntent[] =>
  decided.intents.filter((i): i is CommandIntent => i.intent === 'command' && i.name === name);
