import { describe, expect, it } from 'vitest';
import { relayFilter } from '../../../local/table.ts';
import { asConfigured, ofType, target } from './templates.ts';

const { workflow } = asConfigured();
const rules = Object.fromEntries(
  ofType(workflow, 'AWS::Events::Rule').map(([, { Properties }]) => {
    const [first] = Array.isArray(Properties['Targets']) ? Properties['Targets'] : [];
    return [target(first?.['Arn']) ?? 'none', Properties];
  }),
);

describe('relay', () => {
  const mappings = ofType(workflow, 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]) => Properties,
  );

  it('hears of every write with something to relay, by the filter of the local cloud', () => {
    expect(mappings).toHaveLength(1);
    const [mapping] = mappings;
    expect(target(mapping?.['FunctionName'])).toBe('RelayChangesFunction');
    expect(mapping?.['FilterCriteria']).toEqual({ Filters: [{ Pattern: JSON.stringify(relayFilter) }] });
  });

  it('gives up no record unseen: one that fails comes alone, and at last lies in a queue', () => {
    expect(mappings[0]).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: expect.any(Number),
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^RelayFailures/), 'Arn'] } },
      },
    });
  });
});

describe('rules', () => {
  it('sweep every minute', () => {
    expect(rules['SweepAttentionFunction']).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
    });
  });

  it('bring what SES says', () => {
    expect(rules['RecordDeliveryFunction']).toMatchObject({ EventPattern: { source: ['aws.ses'] } });
  });

  it('bring every execution of both machines that ended badly', () => {
    expect(rules['RestartFailedFunction']?.['EventPattern']).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: {
        stateMachineArn: [{ Ref: 'CaseLifecycleMachine' }, { Ref: 'EmailDeliveryMachine' }],
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
      },
    });
  });

  it('are these and no others, and Lambda lets each in', () => {
    expect(Object.keys(rules).toSorted()).toEqual([
      'RecordDeliveryFunction',
      'RestartFailedFunction',
      'SweepAttentionFunction',
    ]);
    const admitted = ofType(workflow, 'AWS::Lambda::Permission').map(([, { Properties }]) =>
      target(Properties['FunctionName']),
    );
    expect(admitted.map(String).toSorted()).toEqual(Object.keys(rules).toSorted());
  });
});
