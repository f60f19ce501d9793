import type { AppMetric, AwsMetric, MetricAlarm, WatchedThing } from './alarm-types.ts';

/** A metric of one of our functions. @param metric as Lambda names it */
export const fn = (name: string, metric = 'Errors'): AwsMetric => ({
  from: 'aws',
  of: { kind: 'function', name },
  metric,
});
export const aws = (of: WatchedThing, metric: string): AwsMetric => ({ from: 'aws', of, metric });
/** What a function itself raised an alarm for. */
export const app = (metric: string): AppMetric => ({ from: 'app', metric: `alarm-${metric}` });

/** Any at all, within five minutes. */
export const anyOf = (...metrics: MetricAlarm['metrics']) =>
  ({
    kind: 'metric',
    metrics,
    statistic: 'Sum',
    when: 'above',
    threshold: 0,
    minutes: 5,
    periods: 1,
  }) as const;
