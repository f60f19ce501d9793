import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSesMailer } from '../../functions/adapters/ses/mailer.ts';
import { loadDeployment } from '../../lib/config-file.ts';
import type { Deployment } from '../../lib/deployment.ts';
import { accountUnderTest, required } from './account.ts';

/* The deployment of MACM_TEST_CONFIG must be there. */
describe('SES, as deployed', () => {
  let deployment: Deployment;
  let client: SESv2Client;
  const sets = () => ({ plan: `${deployment.name}-plan`, reminder: `${deployment.name}-reminder` });

  beforeAll(async () => {
    await accountUnderTest();
    deployment = await loadDeployment(required('MACM_TEST_CONFIG', 'the config of what is deployed'));
    client = new SESv2Client({ region: deployment.email.region, maxAttempts: 1 });
  });

  it('is there in the region for mail, out of the sandbox', async () => {
    const account = await client.send(new GetAccountCommand({}));
    expect(account).toMatchObject({ SendingEnabled: true, ProductionAccessEnabled: true });
  });

  it('has verified the sender, with DKIM and a MAIL FROM of its own', async () => {
    const EmailIdentity = deployment.email.senderDomain;
    expect(await client.send(new GetEmailIdentityCommand({ EmailIdentity }))).toMatchObject({
      VerifiedForSendingStatus: true,
      DkimAttributes: { Status: 'SUCCESS' },
      MailFromAttributes: { MailFromDomainStatus: 'SUCCESS' },
    });
  });

  it('sends over TLS or not at all, and tells the default bus', async () => {
    for (const ConfigurationSetName of Object.values(sets())) {
      const set = await client.send(new GetConfigurationSetCommand({ ConfigurationSetName }));
      expect(set.DeliveryOptions?.TlsPolicy).toBe('REQUIRE');
      const { EventDestinations = [] } = await client.send(
        new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }),
      );
      expect(EventDestinations.map((one) => one.EventBridgeDestination?.EventBusArn)).toEqual([
        expect.stringMatching(/event-bus\/default$/),
      ]);
    }
  });

  it('takes a mail with an attachment for the simulator', async () => {
    const fromAddress = `notices@${deployment.email.senderDomain}`;
    const sent = await createSesMailer({ client, fromAddress, configurationSets: sets() }).send({
      messageId: 'msg-test00000001',
      kind: 'plan_copy',
      to: 'success@simulator.amazonses.com',
      senderName: 'Department of Examples',
      subject: 'Test',
      text: 'Test',
      html: '<p>Test</p>',
      attachments: [
        {
          fileName: 'test.pdf',
          contentType: 'application/pdf',
          content: new TextEncoder().encode('%PDF-1.4'),
        },
      ],
    });
    expect(sent.kind).toBe('accepted');
  });
});
