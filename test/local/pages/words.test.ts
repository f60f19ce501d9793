import { describe, expect, it } from 'vitest';
import { slice } from '../../../functions/application/operations/pages/table.ts';
import { deadline, lengthText, momentText } from '../../../functions/application/operations/pages/times.ts';
import {
  codeText,
  didText,
  idText,
  inWords,
  ruleText,
} from '../../../functions/application/operations/pages/words.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { wa } from '../../../functions/domain/policy/profiles/wa.ts';
import { secondsText } from '../../../local/pages/history.ts';

describe('what reaches a page', () => {
  it.each([
    'Marigold Canary',
    'marigold@example.test',
    '12 Canary Street',
    'O’Brien',
    '',
    '<b>',
    'a'.repeat(81),
  ])('is not "%s", which has not the form of a code or an id', (text) => {
    expect(codeText(text)).toBe('(not shown)');
    expect(inWords(text)).toBe('(not shown)');
    expect(idText(text)).toBe('(not shown)');
    expect(ruleText(text, wa)).toBe('(not shown)');
  });

  it.each([
    'plan_copy',
    'T-2',
    '+1wd',
    '+24h#3',
    'W50',
    'weekly#3',
    'acceptReferral',
    'clock.action.due',
    'no-such-person',
  ])('is the code %s', (code) => expect(codeText(code)).toBe(code));

  it('says codes in words', () => {
    expect(inWords('plan_copy')).toBe('Plan copy');
    expect(inWords('recordConsentAttempt')).toBe('Record consent attempt');
    expect(didText('phase.action_deadlines', wa)).toBe('Phase: Action deadlines');
    expect(didText('clock.action.due', wa)).toBe('Came due: Do an action');
    expect(didText('reminder.T-2', wa)).toBe('Reminder T-2');
    expect(didText('escalation.lead_contact', wa)).toBe(
      'Escalation to escalation contact of the lead agency',
    );
    expect(didText('escalation.Marigold Canary', wa)).toBe('Escalation to (not shown)');
    expect(didText('nobody_to_tell', wa)).toBe('Nobody to tell');
  });
});

describe('times', () => {
  const perth = calendarFor('AU-WA');

  it('are local and name their zone, with daylight saving', () => {
    expect(momentText('2026-03-03T01:00:00.000Z', perth)).toBe('Tue 3 Mar 2026 09:00 AWST');
    const melbourne = calendarFor('AU-VIC');
    expect(momentText('2026-03-02T22:00:00.000Z', melbourne)).toBe('Tue 3 Mar 2026 09:00 AEDT');
    expect(momentText('2026-07-02T23:00:00.000Z', melbourne)).toBe('Fri 3 Jul 2026 09:00 AEST');
    expect(momentText('2026-03-02T20:00:00.000Z', calendarFor('NZ'))).toBe('Tue 3 Mar 2026 09:00 NZDT');
    expect(momentText('2026-03-03T01:00:00.000Z', undefined)).toBe('Tue 3 Mar 2026 01:00 UTC');
  });

  it('that cannot be read are not shown', () => {
    expect(momentText('Marigold Canary', perth)).toBe('unreadable time');
    expect(deadline('Marigold Canary', '2026-03-03T01:00:00.000Z', perth).text).toBe('unreadable time');
    expect(lengthText('Marigold Canary', '2026-03-03T01:00:00.000Z')).toBe('an unknown time');
  });

  it.each([
    ['2026-03-01T00:00:30.000Z', 'less than a minute'],
    ['2026-03-01T00:01:00.000Z', '1 minute'],
    ['2026-03-01T02:05:00.000Z', '2 hours 5 minutes'],
    ['2026-03-04T04:05:00.000Z', '3 days 4 hours'],
    ['2026-03-08T00:00:00.000Z', '7 days'],
    ['2026-03-08T00:05:00.000Z', '7 days'],
  ])('to %s is %s', (to, text) => expect(lengthText('2026-03-01T00:00:00.000Z', to)).toBe(text));

  it('of a deadline say how late it is, or how long is left', () => {
    const now = '2026-03-03T01:00:00.000Z';
    expect(deadline('2026-03-03T00:00:00.000Z', now, perth).text).toContain('1 hour late');
    expect(deadline('2026-03-03T02:00:00.000Z', now, perth).text).toContain('in 1 hour');
  });

  it('of a task are in the unit that fits', () => {
    expect([60, 90, 120, 7200, 259200].map(secondsText)).toEqual([
      '60 seconds',
      '90 seconds',
      '2 minutes',
      '2 hours',
      '3 days',
    ]);
  });
});

describe('a page of a list', () => {
  const items = [1, 2, 3, 4, 5];
  it('is the nearest there is', () => {
    expect(slice(items, undefined, 2)).toMatchObject({ shown: [1, 2], page: 1, pages: 3, from: 0 });
    expect(slice(items, undefined, 2, 'last')).toMatchObject({ shown: [5], page: 3, from: 4 });
    expect(slice(items, 99, 2)).toMatchObject({ shown: [5], page: 3 });
    expect(slice(items, -1, 2)).toMatchObject({ shown: [1, 2], page: 1 });
    expect(slice([], undefined, 2)).toMatchObject({ shown: [], page: 1, pages: 1 });
  });
});
