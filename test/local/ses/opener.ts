import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterEach } from 'vitest';
import type { Json } from '../../../local/gateway/aws-error.ts';
import type { SesEntry } from '../../../local/ses/mail.ts';
import { createSesRest } from '../../../local/ses/rest.ts';
import { openSes, type Ses } from '../../../local/ses/service.ts';
import { type Journal, openJournal } from '../../../local/stepfunctions/journal.ts';
import { openTestCloud, START, type TestCloud } from '../gateway/cloud.ts';

export interface Opened {
  cloud: TestCloud;
  ses: Ses;
  client: SESv2Client;
  journal: Journal<SesEntry>;
  events: { type: string; second: number; detail: Json }[];
  /** Ids of the events. */
  ids: string[];
}

/** Opens SES behind a gateway for one `describe`, and closes it after each test. */
export function opener() {
  const closers: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return (file?: string, configurationSets?: string[]): Promise<Opened> =>
    open(closers, file, configurationSets);
}

async function open(
  closers: (() => Promise<void> | void)[],
  file?: string,
  configurationSets?: string[],
): Promise<Opened> {
  const events: Opened['events'] = [];
  const ids: string[] = [];
  const journal = openJournal<SesEntry>(file);
  let ses: Ses | undefined;
  const cloud: TestCloud = await openTestCloud({
    functions: {
      record: async (event) => {
        const {
          id,
          detail,
          'detail-type': type,
        } = event as { id: string; detail: Json; 'detail-type': string };
        ids.push(id);
        events.push({ type, second: (cloud.clock.now() - START) / 1000, detail });
      },
    },
    rest: ({ clock, bus }) => {
      ses = openSes({ clock, bus, journal, seed: 1, ...(configurationSets ? { configurationSets } : {}) });
      return [createSesRest(ses)];
    },
  });
  if (ses === undefined) throw new Error('The gateway asks for its services when it opens.');
  cloud.bus.subscribe({ source: ['aws.ses'] }, 'record');
  const client = new SESv2Client(cloud.client);
  closers.push(cloud.close, () => client.destroy());
  return { cloud, ses, client, journal, events, ids };
}

/** A mail with the tags and configuration set of a plan copy. */
export function mail(to: string, more: Partial<SendEmailCommandInput> = {}): SendEmailCommand {
  return new SendEmailCommand({
    FromEmailAddress: 'Meetings <no-reply@convenor.example>',
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: 'plan',
    EmailTags: [
      { Name: 'kind', Value: 'plan-copy' },
      { Name: 'message', Value: 'M1' },
    ],
    Content: {
      Simple: {
        Subject: { Data: 'Paper for you – please read' },
        Body: { Text: { Data: 'Grüße\nline two' }, Html: { Data: '<p>Grüße</p>' } },
        Attachments: [
          {
            FileName: 'plan-7Q.pdf',
            ContentType: 'application/pdf',
            RawContent: new Uint8Array([0, 255, 10, 13]),
          },
        ],
      },
    },
    ...more,
  });
}

export const types = (events: Opened['events']) => events.map(({ type, second }) => [type, second]);
