import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import exampleVic from '../../../config/example-vic.ts';
import { alarms, descriptionOf } from '../../../lib/alarms.ts';
import { asConfigured, ofType, target } from './templates.ts';

const { operations, notification } = asConfigured();
const RUNBOOK = 'https://wiki.example.gov.au/macm/runbook';

const alarmSchema = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z._default(z.array(z.unknown()), []),
  TreatMissingData: z.string(),
});
const made = [operations, notification].flatMap((resources) =>
  ofType(resources, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => alarmSchema.parse(Properties)),
);
const rules = ofType(operations, 'AWS::Events::Rule').map(([, { Properties }]) => Properties);

describe('the alarms', () => {
  it('have an id each', () => {
    expect(new Set(alarms.map(({ id }) => id)).size).toBe(alarms.length);
  });

  it.each(alarms.filter(({ kind }) => kind === 'metric'))(
    '$id says what it means to a person and where the runbook goes on',
    (alarm) => {
      const found = made.find(({ AlarmName }) => AlarmName === `example-wa-${alarm.id}`);
      expect(found?.AlarmDescription).toBe(descriptionOf(alarm, RUNBOOK));
      expect(found?.AlarmDescription).toContain(`${RUNBOOK}#${alarm.id}`);
    },
  );

  it('wake somebody by the topic, those about mail by way of an event', () => {
    for (const { AlarmName, AlarmActions } of made)
      expect(AlarmActions.map(target), AlarmName).toEqual(
        AlarmName.startsWith('example-wa-mail-') && AlarmName !== 'example-wa-mail-not-sent'
          ? []
          : [expect.stringMatching(/^Alarms/)],
      );
    expect(rules.map(({ EventPattern }) => EventPattern)).toContainEqual({
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: {
        alarmName: ['example-wa-mail-bounces', 'example-wa-mail-complaints'],
        state: { value: ['ALARM'] },
      },
    });
  });

  it('take the silence of what must run each minute for the worst', () => {
    const silent = made.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(silent.map(({ AlarmName }) => AlarmName).toSorted()).toEqual([
      'example-wa-canary-silent',
      'example-wa-sweeper-silent',
    ]);
  });

  it('hear of every touch on keys, of break-glass, and of what weakens the protection of the table', () => {
    for (const alarm of alarms) {
      if (alarm.kind !== 'event') continue;
      expect(rules.map(({ EventPattern }) => EventPattern)).toContainEqual(
        expect.objectContaining({
          source: [alarm.source],
          'detail-type': [alarm.detailType],
          detail: expect.objectContaining(alarm.detail),
        }),
      );
    }
    const breakGlass = rules.find(({ EventPattern }) =>
      JSON.stringify(EventPattern ?? '').includes('AssumeRole'),
    );
    expect(JSON.stringify(breakGlass?.['EventPattern'])).toContain('BreakGlassRole');
  });
});

/** A call as CloudTrail tells it to EventBridge; one that was refused is told as well. */
const call = (service: string, eventName: string, more: object = {}) => ({
  source: `aws.${service}`,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventSource: `${service}.amazonaws.com`, eventName, ...more },
});

it.each(alarms.filter(({ kind }) => kind === 'event'))('$id tells people the same by its event', (alarm) => {
  const told = rules.flatMap(
    ({ Targets }) => z.array(z.looseObject({ Input: z.string() })).safeParse(Targets).data ?? [],
  );
  expect(told.map(({ Input }) => JSON.parse(Input))).toContain(descriptionOf(alarm, RUNBOOK));
});

describe('calls that must ring', () => {
  it.each([
    ['key-touched', call('kms', 'DisableKey', { errorCode: 'AccessDenied' })],
    ['key-touched', call('kms', 'ScheduleKeyDeletion')],
    ['key-touched', call('kms', 'PutKeyPolicy')],
    ['protection-removed', call('dynamodb', 'DeleteTable', { errorCode: 'ValidationException' })],
    ['protection-removed', call('dynamodb', 'UpdateTable')],
    ['trail-touched', call('cloudtrail', 'StopLogging')],
  ])('%s hears %j', (id, event) => {
    const heard = rules.filter(({ EventPattern }) => matches(EventPattern, event));
    expect(heard.map(({ Description }) => String(Description))).toEqual([
      expect.stringContaining(`${RUNBOOK}#${id}`),
    ]);
  });

  it('are not those that read', () => {
    const reading = [call('kms', 'Decrypt'), call('dynamodb', 'DescribeTable'), call('sts', 'AssumeRole')];
    for (const event of reading)
      expect(rules.filter(({ EventPattern }) => matches(EventPattern, event))).toEqual([]);
  });
});

/** Whether an event fits a pattern of EventBridge that lists values. */
function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.includes(event);
  const asked = z.record(z.string(), z.unknown()).safeParse(pattern).data;
  const given = z.record(z.string(), z.unknown()).safeParse(event).data;
  if (!asked || !given) return false;
  return Object.entries(asked).every(([key, value]) => matches(value, given[key]));
}

describe('mail from another region', () => {
  const away = asConfigured(exampleVic);

  it('is watched there, and heard of here', () => {
    const watched = ofType(away.notification, 'AWS::CloudWatch::Alarm');
    expect(watched.map(([, { Properties }]) => Properties['AlarmName'])).toEqual([
      'example-vic-mail-bounces',
      'example-vic-mail-complaints',
    ]);
    const [forward] = ofType(away.notification, 'AWS::Events::Rule');
    expect(forward?.[1].Properties['EventPattern']).toEqual({ source: ['aws.ses', 'aws.cloudwatch'] });
  });
});

it('leaves no rule without a place for what it could not deliver', () => {
  for (const { Targets } of rules)
    for (const one of z.array(z.looseObject({ DeadLetterConfig: z.unknown() })).parse(Targets))
      expect(JSON.stringify(one.DeadLetterConfig)).toContain('Untold');
});

it('backs the table up every night of the region for five weeks, and every month for a year', () => {
  const [plan] = ofType(operations, 'AWS::Backup::BackupPlan');
  expect(plan?.[1].Properties).toMatchObject({
    BackupPlan: {
      BackupPlanRule: [
        {
          ScheduleExpression: 'cron(0 2 * * ? *)',
          ScheduleExpressionTimezone: 'Australia/Perth',
          Lifecycle: { DeleteAfterDays: 35 },
        },
        {
          ScheduleExpression: 'cron(0 3 1 * ? *)',
          ScheduleExpressionTimezone: 'Australia/Perth',
          Lifecycle: { DeleteAfterDays: 365 },
        },
      ],
    },
  });
  expect(operations['Backups']).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

it('asks for health by the public addresses', () => {
  const canary = operations['CheckHealthFunction']?.Properties['Environment'];
  expect(canary).toEqual({
    Variables: { API_URL: 'https://api.example.gov.au/', ANSWERS_URL: 'https://respond.example.gov.au/' },
  });
});

it('tells people when a day costs more than the budget', () => {
  const [budget] = ofType(notification, 'AWS::Budgets::Budget');
  expect(budget?.[1].Properties).toMatchObject({
    Budget: { TimeUnit: 'DAILY', BudgetLimit: { Amount: 20, Unit: 'USD' } },
    NotificationsWithSubscribers: [
      { Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'on-call@example.gov.au' }] },
    ],
  });
});
