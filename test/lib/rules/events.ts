import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { relayFilter } from '../../../local/table.ts';
import { asConfigured, ofType, target } from './templates.ts';

const { workflow } = asConfigured();
/** What each queue feeds. */
const fed = Object.fromEntries(
  ofType(workflow, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => [
    target(Properties['EventSourceArn']),
    target(Properties['FunctionName']),
  ]),
);
const rules = Object.fromEntries(
  ofType(workflow, 'AWS::Events::Rule').map(([, { Properties }]) => {
    const [first] = Array.isArray(Properties['Targets']) ? Properties['Targets'] : [];
    const id = target(first?.['Arn']) ?? 'none';
    return [fed[id] ?? id, Properties];
  }),
);

describe('relay', () => {
  const mappings = ofType(workflow, 'AWS::Lambda::EventSourceMapping')
    .map(([, { Properties }]) => Properties)
    .filter(({ StartingPosition }) => StartingPosition !== undefined);

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

  it('bring what SES says of mails, and no advice or call of its API', () => {
    expect(rules['RecordDeliveryFunction']?.['EventPattern']).toEqual({
      source: ['aws.ses'],
      detail: { mail: { messageId: [{ exists: true }] } },
    });
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

  it('are these and no others, and Lambda lets in the one that calls it', () => {
    expect(Object.keys(rules).toSorted()).toEqual([
      'RecordDeliveryFunction',
      'RestartFailedFunction',
      'SweepAttentionFunction',
    ]);
    const admitted = ofType(workflow, 'AWS::Lambda::Permission').map(([, { Properties }]) =>
      target(Properties['FunctionName']),
    );
    expect(admitted).toEqual(['SweepAttentionFunction']);
  });
});

describe('queues', () => {
  const queues = ofType(workflow, 'AWS::SQS::Queue');
  const redrive = (id: string) =>
    z
      .object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.number() })
      .parse(queues.find(([one]) => one === id)?.[1].Properties['RedrivePolicy']);

  it.each(['RecordDeliveryFunction', 'RestartFailedFunction'])(
    'bring %s each event again until it is taken, or lies where it can be sent back from',
    (name) => {
      const id = Object.keys(fed).find((one) => fed[one] === name) ?? '';
      expect(target(redrive(id).deadLetterTargetArn)).toMatch(/^FailedEvents/);
      const mapping = ofType(workflow, 'AWS::Lambda::EventSourceMapping').find(
        ([, { Properties }]) => target(Properties['FunctionName']) === name,
      );
      expect(mapping?.[1].Properties).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
      const timeout = workflow[name]?.Properties['Timeout'];
      const visible = queues.find(([one]) => one === id)?.[1].Properties['VisibilityTimeout'];
      expect(Number(visible)).toBeGreaterThanOrEqual(Number(timeout) * 6);
    },
  );

  it('are all encrypted with the key of executions', () => {
    expect(queues).toHaveLength(4);
    for (const [id, { Properties }] of queues)
      expect(target(Properties['KmsMasterKeyId']), id).toBe('WorkflowKey');
  });
});
