import { SESv2Client } from '@aws-sdk/client-sesv2';
import { loadFonts } from '../adapters/pdf/fonts.ts';
import { planPdf } from '../adapters/pdf/plan-pdf.ts';
import { createSesMailer } from '../adapters/ses/mailer.ts';
import { createComposer } from '../application/mail/compose-email.ts';
import { signInLink } from '../domain/message/model.ts';
import type { MailParts } from './container.ts';
import { readMailEnvironment } from './environment.ts';

/** SES, the renderer and the fonts: for the one function that sends. Throws EnvironmentError. */
export function createMailParts(variables: NodeJS.ProcessEnv): MailParts {
  const env = readMailEnvironment(variables);
  const fonts = loadFonts(env.FONT_FOLDER);
  return {
    mailer: createSesMailer({
      // A retry of the SDK could send twice: the protocol alone decides.
      client: new SESv2Client({ region: env.EMAIL_REGION, maxAttempts: 1 }),
      fromAddress: env.SENDER_ADDRESS,
      configurationSet: env.CONFIGURATION_SET,
    }),
    compose: (ports) =>
      createComposer(ports, {
        drawPdf: (document) => planPdf(document, fonts),
        link: signInLink(env.LINK_BASE),
        sender: env.SENDER_NAME,
        classification: env.CLASSIFICATION,
      }).compose,
  };
}
