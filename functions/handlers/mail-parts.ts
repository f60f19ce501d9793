import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createPlanDrawer } from '../adapters/pdf/later-pdf.ts';
import { createSesMailer } from '../adapters/ses/mailer.ts';
import { createLinkMaker } from '../application/answers/link-maker.ts';
import { createComposer } from '../application/mail/compose-email.ts';
import type { Mailer, Ports } from '../application/ports.ts';
import { signInLink } from '../domain/message/model.ts';
import type { FunctionEnvironment } from './environment.ts';

/** SES. Throws nothing: what a call came to is its answer. */
export const createMailer = (env: FunctionEnvironment<'send-email'>): Mailer =>
  createSesMailer({
    // A retry of the SDK could send twice: the protocol alone decides.
    client: new SESv2Client({ region: env.EMAIL_REGION, maxAttempts: 1 }),
    fromAddress: env.SENDER_ADDRESS,
    configurationSets: { plan: env.PLAN_CONFIGURATION_SET, reminder: env.REMINDER_CONFIGURATION_SET },
  });

/** Gate and renderer; what draws a plan is loaded with the first plan. Throws if the fonts are not in the bundle. */
export function createMailComposer(
  env: FunctionEnvironment<'send-email'>,
  ports: Pick<Ports, 'aggregates' | 'notes' | 'policies' | 'clock' | 'links' | 'linkKeys'>,
) {
  return createComposer(ports, {
    drawPdf: createPlanDrawer(env.FONT_FOLDER),
    link: signInLink(env.LINK_BASE),
    answers: createLinkMaker(ports, env.LINK_BASE),
    sender: env.SENDER_NAME,
    classification: env.CLASSIFICATION,
  });
}
