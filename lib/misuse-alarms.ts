import type { MetricAlarm } from './alarm-types.ts';

type Told = Pick<MetricAlarm, 'id' | 'severity' | 'impact'>;

/** Somebody did once within five minutes what a function raises this alarm for. */
const raised = (metric: string, told: Told): MetricAlarm => ({
  kind: 'metric',
  metrics: [{ from: 'app', metric: `alarm-${metric}` }],
  statistic: 'Sum',
  when: 'above',
  threshold: 0,
  minutes: 5,
  periods: 1,
  ...told,
});

/** Alarms for people who may be doing what they should not. Part of the table in alarms.ts. */
export const misuseAlarms: readonly MetricAlarm[] = [
  raised('bulk-read', {
    id: 'bulk-reads',
    severity: 'critical',
    impact: 'Somebody reads more cases than work explains: a family may be in danger from an insider.',
  }),
  raised('unusual-searching', {
    id: 'unusual-searching',
    severity: 'high',
    impact: 'Somebody searches for more people than work explains.',
  }),
  raised('link-guessed', {
    id: 'link-guessed',
    severity: 'high',
    impact: 'Somebody asks for code after code with a link from a mail: it may be in the wrong hands.',
  }),
];
