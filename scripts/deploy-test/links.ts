import * as z from 'zod';
import type { ApiClient } from './api.ts';
import { ACCOUNT } from './place.ts';
import { expectThat } from './say.ts';

const sentSchema = z.object({
  messages: z.record(z.string(), z.array(z.object({ BodyText: z.string().nullish() }))),
});

/** The first link to answer by in the mails that the emulator took, as a path of the API. @param url the emulator */
export async function linkInMail(url: string): Promise<string | undefined> {
  const response = await fetch(`${url}/_ministack/ses/messages`);
  const { messages } = sentSchema.parse(await response.json());
  const texts = (messages[ACCOUNT] ?? []).map(({ BodyText }) => BodyText ?? '');
  return /\/answer\/v1\.[\w.-]+/.exec(texts.join('\n'))?.[0];
}

/** The page behind a link of a mail, through the deployed API. @param names that it may not show before a code */
export async function followLink(api: ApiClient, link: string, names: readonly string[]): Promise<void> {
  const { status, body } = await api.read(link);
  expectThat('the link in a mail opens its page', status === 200 && body.includes('<form'));
  expectThat('it names nobody of the family', !names.some((name) => body.includes(name)));
  expectThat('it runs no script but its own', !/<script(?![^>]*\bsrc="\/)/.test(body));
  const spoiled = await api.read(`${link.slice(0, -4)}AAAA`);
  expectThat('a link that was changed opens nothing', spoiled.status !== 200);
}
