import type { BudgetAlarm, EventAlarm } from './alarm-types.ts';

/** Calls as CloudTrail tells them; the account needs a trail for that. */
const calls = (...eventName: string[]) => ({
  detailType: 'AWS API Call via CloudTrail',
  detail: { eventName },
});

/** Alarms that others tell: events of the account, and its budget. Part of the table in alarms.ts. */
export const toldAlarms: readonly (EventAlarm | BudgetAlarm)[] = [
  {
    kind: 'event',
    id: 'backup-failed',
    severity: 'high',
    impact: 'Last night has no backup; point-in-time recovery still covers 35 days.',
    source: 'aws.backup',
    detailType: 'Backup Job State Change',
    detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'] },
  },
  {
    kind: 'event',
    id: 'key-touched',
    severity: 'critical',
    impact:
      'Somebody tried to disable or delete a key, or changed who may: without it what it opens is lost.',
    source: 'aws.kms',
    ...calls('DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation'),
  },
  {
    kind: 'event',
    id: 'break-glass-used',
    severity: 'critical',
    impact: 'Somebody has taken the role that may disable and delete keys.',
    source: 'aws.sts',
    ...calls('AssumeRole'),
    ofRole: 'BreakGlassRole',
  },
  {
    kind: 'budget',
    id: 'cost-anomaly',
    severity: 'low',
    impact: 'A day costs more than the budget: something runs away, or somebody misuses the account.',
  },
  {
    kind: 'event',
    id: 'protection-removed',
    severity: 'critical',
    impact: 'Somebody deleted the table, or changed it or what protects it from loss.',
    source: 'aws.dynamodb',
    // Deletion protection is taken off by UpdateTable, as an upgrade may call it too: better told once too often.
    ...calls('DeleteTable', 'UpdateTable', 'UpdateContinuousBackups', 'DeleteBackup'),
  },
  {
    kind: 'event',
    id: 'trail-touched',
    severity: 'critical',
    impact:
      'Somebody stopped or changed what tells us of keys, break-glass and the table: these alarms may be deaf.',
    source: 'aws.cloudtrail',
    ...calls('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'),
  },
];
