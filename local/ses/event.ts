import { ACCOUNT, REGION } from '../gateway/arn.ts';
import type { Json } from '../gateway/aws-error.ts';
import type { BusEvent } from '../lambda/event-bus.ts';
import type { Mail } from './mail.ts';
import type { EventType, PlannedEvent } from './outcome.ts';

/** Source: "Monitoring Amazon SES events using Amazon EventBridge" and the events reference of EventBridge. */
const DETAIL_TYPES: Record<EventType, string> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
  DeliveryDelay: 'Email Delivery Delayed',
  Reject: 'Email Rejected',
};

/** The event that SES puts on the bus. */
export function busEvent(mail: Mail, event: PlannedEvent): BusEvent {
  return {
    id: `${mail.messageId}-${mail.plan.indexOf(event)}`,
    source: 'aws.ses',
    'detail-type': DETAIL_TYPES[event.type],
    resources: [`arn:aws:ses:${REGION}:${ACCOUNT}:configuration-set/${mail.configurationSet}`],
    detail: { eventType: event.type, mail: mailDetail(mail), ...outcomeDetail(mail, event) },
  };
}

function mailDetail(mail: Mail): Json {
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  return {
    timestamp: iso(mail.at),
    source: mail.from,
    sendingAccountId: ACCOUNT,
    messageId: mail.messageId,
    destination: [...mail.to, ...mail.cc, ...mail.bcc],
    headersTruncated: false,
    headers: [
      { name: 'From', value: mail.from },
      { name: 'To', value: mail.to.join(', ') },
      { name: 'Subject', value: mail.subject },
    ],
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.messageId, subject: mail.subject },
    tags: { 'ses:operation': ['SendEmail'], 'ses:configuration-set': [mail.configurationSet], ...tags },
  };
}

function outcomeDetail(mail: Mail, { type, at, recipient, bounceType, bounceSubType }: PlannedEvent): Json {
  const timestamp = iso(at);
  const feedbackId = `${mail.messageId}-feedback`;
  switch (type) {
    case 'Send':
      return { send: {} };
    case 'Delivery': {
      const processingTimeMillis = at - mail.at;
      return {
        delivery: { timestamp, processingTimeMillis, recipients: [recipient], smtpResponse: '250 2.0.0 OK' },
      };
    }
    case 'Bounce': {
      const failure = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
      const bouncedRecipients = [{ emailAddress: recipient, ...failure }];
      return { bounce: { feedbackId, bounceType, bounceSubType, bouncedRecipients, timestamp } };
    }
    case 'Complaint': {
      const complainedRecipients = [{ emailAddress: recipient }];
      return { complaint: { feedbackId, complainedRecipients, timestamp, complaintFeedbackType: 'abuse' } };
    }
    case 'DeliveryDelay': {
      const delayedRecipients = [
        { emailAddress: recipient, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 later' },
      ];
      return { deliveryDelay: { timestamp, delayType: 'TransientCommunicationFailure', delayedRecipients } };
    }
    case 'Reject':
      return { reject: { reason: 'Bad content' } };
  }
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
