import { describe, expect, it } from 'vitest';
import exampleVic from '../../../config/example-vic.ts';
import { asConfigured, ofType, type Resources } from './templates.ts';

const only = (resources: Resources, type: string) => {
  const found = ofType(resources, type);
  expect(found, type).toHaveLength(1);
  return found[0]?.[1].Properties ?? {};
};

describe('mail', () => {
  const { notification } = asConfigured();

  it('goes over TLS or not at all, and is never tracked', () => {
    const sets = ofType(notification, 'AWS::SES::ConfigurationSet').map(([, { Properties }]) => Properties);
    expect(sets.map(({ Name }) => Name)).toEqual(['example-wa-plan', 'example-wa-reminder']);
    for (const set of sets) {
      expect(set).toMatchObject({
        DeliveryOptions: { TlsPolicy: 'REQUIRE' },
        SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      });
      expect(set['TrackingOptions']).toBeUndefined();
      expect(set['VdmOptions']).toBeUndefined();
    }
  });

  it('gives a plan up after four hours, so that a person hears of it the same day', () => {
    const [plan] = ofType(notification, 'AWS::SES::ConfigurationSet');
    expect(plan?.[1].Properties['DeliveryOptions']).toMatchObject({ MaxDeliverySeconds: 14_400 });
  });

  it('tells what became of each, but not who opened it or followed a link', () => {
    const destinations = ofType(notification, 'AWS::SES::ConfigurationSetEventDestination');
    expect(destinations).toHaveLength(2);
    for (const [, { Properties }] of destinations)
      expect(Properties).toMatchObject({
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: ['send', 'delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject'],
          EventBridgeDestination: { EventBusArn: expect.anything() },
        },
      });
  });

  it('comes from a domain with a bounce domain of its own', () => {
    expect(only(notification, 'AWS::SES::EmailIdentity')).toMatchObject({
      EmailIdentity: 'notices.example.gov.au',
      MailFromAttributes: { MailFromDomain: 'bounce.notices.example.gov.au' },
    });
  });

  it('needs no forwarding where the cases have SES beside them', () => {
    expect(ofType(notification, 'AWS::Events::Rule')).toEqual([]);
  });
});

describe('mail from another region', () => {
  const away = asConfigured(exampleVic);

  it('stands where SES is', () => {
    expect(away.stacks.notification.region).toBe('ap-southeast-2');
    expect(away.stacks.workflow.region).toBe('ap-southeast-4');
    const sender = JSON.stringify(away.workflow['SendEmailFunction']?.Properties['Environment']);
    expect(sender).toContain('"EMAIL_REGION":"ap-southeast-2"');
    expect(JSON.stringify(ofType(away.workflow, 'AWS::IAM::Policy'))).toContain(
      'arn:aws:ses:ap-southeast-2:',
    );
  });

  it('tells the region of the cases what became of it', () => {
    const rule = only(away.notification, 'AWS::Events::Rule');
    expect(rule['EventPattern']).toEqual({ source: ['aws.ses', 'aws.cloudwatch'] });
    expect(JSON.stringify(rule['Targets'])).toContain('arn:aws:events:ap-southeast-4:');
    expect(JSON.stringify(rule['Targets'])).toContain(':event-bus/default');
    expect(rule['Targets']).toEqual([expect.objectContaining({ DeadLetterConfig: expect.anything() })]);
  });
});
