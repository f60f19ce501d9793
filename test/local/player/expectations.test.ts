import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import {
  type Seen,
  type SeenCase,
  type SeenMessage,
  unmetExpectations,
} from '../../../local/player/expectations.ts';
import type { Expectation } from '../../../local/scenario/schema.ts';

const clock = (
  rule: string,
  status: SeenCase['clocks'][number]['status'],
  dueAt = '2026-03-05T02:00:00.000Z',
) => ({ rule, status, dueAt });
const task = (code: string, status: SeenCase['tasks'][number]['status']) => ({ code, status });

/** As much of a case as expectations look at. */
const state: SeenCase & Record<string, unknown> = {
  phase: 'meeting',
  urgency: 'standard',
  consent: { flags: [{ macmSharing: 'yes' }] },
  clocks: [
    clock('meeting.outcome', 'running'),
    clock('meeting.start', 'met'),
    clock('plan.issue', 'breached'),
  ],
  tasks: [task('call_agency', 'open'), task('call_agency_2', 'done')],
};

const message = (
  kind: string,
  agency: string,
  worker: string | undefined,
  at: string,
  fate: string,
): SeenMessage => ({
  kind,
  agency,
  worker,
  createdAt: at,
  fate,
});
const messages = [
  message('invitation', 'police', 'sergeant', '2026-03-02T01:00:00.000Z', 'delivered'),
  message('invitation', 'refuge', undefined, '2026-03-03T01:00:00.000Z', 'bounced'),
];

const seen: Seen = {
  refused: undefined,
  state,
  messages,
  calendar: calendarFor('AU-WA'),
  instant: (text) => text,
  resolve: (value) => (value === '@yes' ? 'yes' : value),
};
const unmet = (expected: Expectation, more: Partial<Seen> = {}): string[] =>
  unmetExpectations(expected, { ...seen, ...more });

describe('expectations', () => {
  it('are met', () => {
    expect(
      unmet({
        phase: 'meeting',
        state: { urgency: 'standard', 'consent.flags.0.macmSharing': '@yes' },
        liveClocks: ['meeting.outcome', 'plan.issue'],
        noClocks: ['meeting.start'],
        openTasks: ['call_agency'],
        noTasks: ['call_agency_2'],
        due: { 'meeting.outcome': '2026-03-05 10:00' },
        messages: [
          { kind: 'invitation', to: ['police/sergeant', 'refuge'], notTo: ['housing'], count: 2 },
          { kind: 'invitation', fate: 'bounced', to: ['refuge'], notTo: ['police'], count: 1 },
          { kind: 'invitation', since: '2026-03-03T00:00:00.000Z', count: 1 },
          { kind: 'digest', count: 0 },
        ],
      }),
    ).toEqual([]);
  });

  it('of a refusal: that it comes, that it is this one, and that none comes unexpected', () => {
    expect(unmet({ refused: 'no-basis' }, { refused: 'no-basis' })).toEqual([]);
    expect(unmet({ refused: 'no-basis' }, { refused: 'other' })).toEqual([
      'expected the refusal no-basis, found other',
    ]);
    expect(unmet({ refused: 'no-basis' })).toEqual([
      'expected the refusal no-basis, found that it was accepted',
    ]);
    expect(unmet({}, { refused: 'no-basis' })).toEqual([
      'expected it to be accepted, but it was refused: no-basis',
    ]);
  });

  it.each<[Expectation, string]>([
    [{ phase: 'closure' }, 'expected the phase closure, found meeting'],
    [{ state: { urgency: 'urgent' } }, 'expected urgency to be "urgent", found "standard"'],
    [{ state: { nothing: 1 } }, 'expected nothing to be 1, found undefined'],
    [
      { liveClocks: ['meeting.start'] },
      'expected a live clock meeting.start, found meeting.outcome, plan.issue',
    ],
    [{ noClocks: ['plan.issue'] }, 'expected no live clock plan.issue'],
    [{ openTasks: ['call_agency_2'] }, 'expected an open task call_agency_2, found call_agency'],
    [{ noTasks: ['call_agency'] }, 'expected no open task call_agency'],
    [
      { due: { 'meeting.outcome': '2026-03-06' } },
      'expected meeting.outcome to fall due 2026-03-06, found 2026-03-05 10:00',
    ],
    [
      { due: { 'meeting.start': '2026-03-05' } },
      'expected meeting.start to fall due 2026-03-05, found no live clock',
    ],
    [
      { messages: [{ kind: 'invitation', count: 3 }] },
      'expected 3 invitation, found 2: police/sergeant, refuge',
    ],
    [
      { messages: [{ kind: 'invitation', to: ['police/chief'] }] },
      'expected invitation to police/chief, found police/sergeant, refuge',
    ],
    [{ messages: [{ kind: 'digest', to: ['police'] }] }, 'expected digest to police, found none'],
    [{ messages: [{ kind: 'invitation', notTo: ['police'] }] }, 'expected no invitation to police'],
    [
      { messages: [{ kind: 'invitation', notTo: ['police/sergeant'] }] },
      'expected no invitation to police/sergeant',
    ],
  ])('that are not met say what was expected and found: %j', (expected, said) => {
    expect(unmet(expected)).toEqual([said]);
  });

  it('of a case that is not there are not met', () => {
    expect(unmet({ phase: 'referral', liveClocks: ['x'] }, { state: undefined })).toEqual([
      'expected the phase referral, found no case',
      'expected a live clock x, found none',
    ]);
  });
});
