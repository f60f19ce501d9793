import { anyOf, app, aws, fn } from './alarm-metrics.ts';
import type { MetricAlarm } from './alarm-types.ts';

/** Alarms for the ways in: the API, the pages behind links, and who asks after both. Part of the table in alarms.ts. */
export const apiAlarms: readonly MetricAlarm[] = [
  {
    ...anyOf(aws({ kind: 'api' }, '5XXError')),
    threshold: 4,
    id: 'api-failing',
    severity: 'critical',
    impact: 'Workers cannot read or record: what they know does not reach the others.',
  },
  {
    ...anyOf(app('request-broke')),
    id: 'request-broke',
    severity: 'high',
    impact:
      'Something a worker asked or answered broke, by the API or a link: what they know has not got through.',
  },
  {
    kind: 'metric',
    id: 'api-slow',
    metrics: [aws({ kind: 'api' }, 'Latency')],
    statistic: 'p99',
    when: 'above',
    // Milliseconds.
    threshold: 5_000,
    minutes: 5,
    periods: 3,
    severity: 'low',
    impact: 'Workers wait for pages and give up.',
  },
  {
    kind: 'metric',
    id: 'canary-failing',
    metrics: [fn('check-health')],
    statistic: 'Sum',
    when: 'above',
    threshold: 0,
    minutes: 5,
    periods: 2,
    severity: 'critical',
    impact:
      'From outside the API, its sign-in or the pages behind links do not answer, or something has waited for six minutes.',
  },
  {
    kind: 'metric',
    id: 'canary-silent',
    metrics: [fn('check-health', 'Invocations')],
    statistic: 'Sum',
    when: 'below',
    threshold: 1,
    minutes: 15,
    periods: 1,
    silenceIsBad: true,
    severity: 'high',
    impact: 'Nobody looks whether the API answers.',
  },
];
