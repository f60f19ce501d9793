import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AlarmSet, isOfMail } from '../constructs/alarm-set.ts';
import type { Deployment } from '../deployment.ts';

/** What a function needs to send: names that another region can know. */
export interface Mail {
  planSet: { name: string; arn: string };
  reminderSet: { name: string; arn: string };
  identityArn: string;
}

/**
 * Mail, in the region that has SES: the sending domain and two configuration sets, with events and no tracking
 * ever; and what else is to be had there only.
 */
export class NotificationStack extends Stack {
  readonly mail: Mail;
  private readonly deployment: Deployment;

  constructor(scope: Construct, id: string, props: StackProps & { deployment: Deployment }) {
    const { deployment } = props;
    super(scope, id, { ...props, env: { ...props.env, region: deployment.email.region } });
    this.deployment = deployment;
    // A plan that was not delivered in four hours is a task for a person; SES would try for fourteen.
    const planSet = this.createSet('plan', Duration.hours(4));
    const reminderSet = this.createSet('reminder');
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(deployment.email.senderDomain),
      // For what is sent without naming a set, such as a test from the console.
      configurationSet: reminderSet.set,
      // If its MX record breaks, SES sends from its own domain: unaligned mail is better than none.
      mailFromDomain: `bounce.${deployment.email.senderDomain}`,
    });
    identity.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` });
    });
    if (deployment.email.region !== deployment.region) this.forwardEvents();
    // Metrics of SES are where SES is; in another region they reach the alarms' topic as events.
    new AlarmSet(this, 'AlarmSet', {
      prefix: deployment.name,
      runbook: deployment.operations.runbook,
      watched: {},
      ids: isOfMail,
    });
    this.watchCost();
    this.mail = { planSet, reminderSet, identityArn: this.sesArn('identity', deployment.email.senderDomain) };
  }

  /**
   * Costs follow cases, and cases do not double overnight: something runs away, or somebody misuses the account.
   * It stands here because Melbourne and Auckland have no budgets, and tells people itself.
   */
  private watchCost(): void {
    const { operations, name } = this.deployment;
    new CfnBudget(this, 'DailyBudget', {
      budget: {
        budgetName: `${name}-daily`,
        budgetType: 'COST',
        timeUnit: 'DAILY',
        budgetLimit: { amount: operations.dailyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [
        {
          notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold: 100 },
          subscribers: operations.alarmEmails.map((address) => ({ subscriptionType: 'EMAIL', address })),
        },
      ],
    });
  }

  /** Physical names, because the function that sends may stand in another region. */
  private createSet(use: 'plan' | 'reminder', maxDeliveryDuration?: Duration) {
    const name = `${this.deployment.name}-${use}`;
    const set = new ConfigurationSet(this, use === 'plan' ? 'PlanSet' : 'ReminderSet', {
      configurationSetName: name,
      // Delivered over TLS or not at all: the mail names agencies and dates of a case.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      ...(maxDeliveryDuration ? { maxDeliveryDuration } : {}),
    });
    set.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, `${use}Bus`, 'default')),
      // Not opens and clicks: to see them SES would rewrite links and record who reads.
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    return { name, arn: this.sesArn('configuration-set', name), set };
  }

  private sesArn(resource: string, resourceName: string): string {
    const { region } = this.deployment.email;
    return this.formatArn({ service: 'ses', account: this.account, region, resource, resourceName });
  }

  /** What SES says here is heard where the cases are; what cannot be forwarded lies in a queue. */
  private forwardEvents(): void {
    const bus = this.formatArn({
      service: 'events',
      region: this.deployment.region,
      resource: 'event-bus',
      resourceName: 'default',
    });
    const deadLetterQueue = new Queue(this, 'NotForwarded', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new Rule(this, 'ForwardMailEvents', {
      description: 'What became of each mail, and alarms about mail, for the region of the cases',
      eventPattern: { source: ['aws.ses', 'aws.cloudwatch'] },
      targets: [
        new EventBusTarget(EventBus.fromEventBusArn(this, 'BusOfTheCases', bus), { deadLetterQueue }),
      ],
    });
  }
}
