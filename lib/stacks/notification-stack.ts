import { Stack, type StackProps } from 'aws-cdk-lib';
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
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** What a function needs to send: names that another region can know. */
export interface Mail {
  configurationSetName: string;
  configurationSetArn: string;
  identityArn: string;
}

/** Mail, in the region that has SES: the sending domain and one configuration set, with events and no tracking ever. */
export class NotificationStack extends Stack {
  readonly mail: Mail;

  constructor(scope: Construct, id: string, props: StackProps & { deployment: Deployment }) {
    const { deployment } = props;
    super(scope, id, { ...props, env: { ...props.env, region: deployment.emailRegion } });
    // A physical name, because the function that sends may stand in another region.
    const configurationSetName = `${deployment.name}-notices`;
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName,
      // Delivered over TLS or not at all: the mail names agencies and dates of a case.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const defaultBus = EventBus.fromEventBusName(this, 'DefaultBus', 'default');
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(defaultBus),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(deployment.senderDomain),
      configurationSet,
      mailFromDomain: `bounce.${deployment.senderDomain}`,
    });
    if (deployment.emailRegion !== deployment.region) this.forwardEvents(deployment.region);
    const ses = { service: 'ses', account: this.account, region: deployment.emailRegion };
    this.mail = {
      configurationSetName,
      configurationSetArn: this.formatArn({
        ...ses,
        resource: 'configuration-set',
        resourceName: configurationSetName,
      }),
      identityArn: this.formatArn({ ...ses, resource: 'identity', resourceName: deployment.senderDomain }),
    };
  }

  /** What SES says here is heard where the cases are. */
  private forwardEvents(region: string): void {
    const arn = this.formatArn({
      service: 'events',
      region,
      resource: 'event-bus',
      resourceName: 'default',
    });
    new Rule(this, 'ForwardMailEvents', {
      description: 'What became of each mail, for the region of the cases',
      eventPattern: { source: ['aws.ses'] },
      targets: [new EventBusTarget(EventBus.fromEventBusArn(this, 'BusOfTheCases', arn))],
    });
  }
}
