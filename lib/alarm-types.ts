/** `critical`: wake somebody now. `high`: within the working day. `low`: this week. */
export type Severity = 'critical' | 'high' | 'low';

/** A metric of ours (functions/handlers/telemetry.ts) in the namespace CaseManagement. */
export interface AppMetric {
  from: 'app';
  metric: string;
}

/** A metric of AWS about something of ours; lib/constructs/alarm-set.ts knows its dimensions. */
export interface AwsMetric {
  from: 'aws';
  of: WatchedThing;
  metric: string;
}

/** What alarms watch beside our own metrics. Functions by their names. */
export type WatchedThing =
  | { kind: 'machines' }
  | { kind: 'function'; name: string }
  | { kind: 'all-functions' }
  | { kind: 'queue'; name: QueueName }
  | { kind: 'table' }
  | { kind: 'api' }
  | { kind: 'ses' };

export type QueueName = 'RelayFailures' | 'FailedEvents' | 'Untold';

export type Statistic = 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'p99';

export interface MetricAlarm {
  kind: 'metric';
  id: string;
  severity: Severity;
  /** What it means to a person, in one sentence. */
  impact: string;
  metrics: readonly [AppMetric | AwsMetric, ...(AppMetric | AwsMetric)[]];
  statistic: Statistic;
  /** Raised when the metric (or the sum of all) is so, `periods` times in a row. */
  when: 'above' | 'below';
  threshold: number;
  minutes: number;
  periods: number;
  /** Silence is the alarm. @default no data is well */
  silenceIsBad?: boolean;
}

/** An event of EventBridge that is an alarm by itself. */
export interface EventAlarm {
  kind: 'event';
  id: string;
  severity: Severity;
  impact: string;
  source: string;
  detailType: string;
  detail: Readonly<Record<string, readonly string[]>>;
  /** Only when it is this role that is taken. */
  ofRole?: 'BreakGlassRole';
}

/** What AWS Budgets tells when a day costs more than the config says. */
export interface BudgetAlarm {
  kind: 'budget';
  id: string;
  severity: Severity;
  impact: string;
}

export type Alarm = MetricAlarm | EventAlarm | BudgetAlarm;
