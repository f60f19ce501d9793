import type { Refusal } from '../../functions/domain/shared/refusal.ts';
import { refuse } from '../../functions/domain/shared/refusal.ts';
import type { CloudHandle } from '../handle.ts';
import { resolveReferences, type Surroundings } from '../scenario/references.ts';
import type { SentMail } from '../ses/mail.ts';
import { parseMime } from '../ses/mime.ts';
import { reach } from './pace.ts';
import type { TimedStep } from './timeline.ts';

/** A step that follows a link that nobody got, or a page without the form. */
export class AnswerStepError extends Error {
  override readonly name = 'AnswerStepError';
}

/**
 * Do what a worker without an account does: open the newest mail of a kind, follow its link, type the code that
 * the page asks for, and send a form, all over HTTP. `with`: `{ mail, form, fields }`; texts stand in `notes`.
 */
export async function answerLink(
  handle: CloudHandle,
  timed: TimedStep,
  around: Surroundings,
): Promise<Refusal | undefined> {
  const { step } = timed;
  const given = step.with ?? {};
  const form = String(given['form']);
  const address = addressOf(timed);
  const visit = createVisit(handle, await linkIn(handle, address, String(given['mail'])));
  let page = await visit();
  if (!hasForm(page, form) && hasForm(page, 'send_code')) {
    await visit({ form: 'send_code' });
    await reach(handle.current.clock, handle.current.clock.now());
    page = await visit({ form: 'code', code: await codeIn(handle, address) });
  }
  if (!hasForm(page, form))
    throw new AnswerStepError(`answerLink: the page has no form ${form}: ${wordsOf(page)}`);
  const fields = flatten(resolveReferences(given['fields'] ?? {}, around));
  const answer = await visit({ ...hiddenFields(page, form), ...fields, ...step.notes });
  return answer.includes('class="done"') ? undefined : refuse('not-taken', wordsOf(answer));
}

function addressOf({ scenario, step }: TimedStep): string {
  const [agency = '', worker = ''] = (step.as ?? '').split('/');
  return scenario.agencies[agency]?.staff[worker]?.email ?? '';
}

function newest(handle: CloudHandle, address: string, kind: string): SentMail {
  const mail = handle.current.ses
    .mails()
    .findLast((one) => one.to.includes(address) && one.tags['kind'] === kind);
  if (!mail) throw new AnswerStepError(`answerLink: no mail of kind ${kind} has come`);
  return mail;
}

const textOf = async (mail: SentMail): Promise<string> =>
  (await parseMime(Buffer.from(mail.raw, 'base64'))).text ?? '';

async function linkIn(handle: CloudHandle, address: string, kind: string): Promise<string> {
  const path = /\/answer\/v1\.\S+/.exec(await textOf(newest(handle, address, kind)))?.[0];
  if (path === undefined)
    throw new AnswerStepError(`answerLink: the mail of kind ${kind} has no link to answer by`);
  return path;
}

async function codeIn(handle: CloudHandle, address: string): Promise<string> {
  const text = await textOf(newest(handle, address, 'link_code'));
  return /\b\d{6}\b/.exec(text)?.[0] ?? '';
}

type Visit = (fields?: Readonly<Record<string, string | string[]>>) => Promise<string>;

/** A browser without scripts that keeps its cookies: looks, or sends a form. */
function createVisit(handle: CloudHandle, path: string): Visit {
  let cookie = '';
  return async (fields) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields ?? {}))
      for (const one of [value].flat()) body.append(name, one);
    const response = await fetch(`${handle.current.url}${path}`, {
      method: fields ? 'POST' : 'GET',
      headers: { cookie },
      ...(fields ? { body } : {}),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response.text();
  };
}

const hasForm = (page: string, form: string): boolean => page.includes(`name="form" value="${form}"`);

/** What the page itself puts into a form. */
function hiddenFields(page: string, form: string): Record<string, string> {
  const start = page.indexOf(`name="form" value="${form}"`);
  const own = page.slice(page.lastIndexOf('<form', start), page.indexOf('</form>', start));
  const found = own.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}

/** `{ involved: { "per-…": "yes" } }` is what the page calls `involved.per-…`. */
function flatten(value: unknown, path = ''): Record<string, string | string[]> {
  if (typeof value !== 'object' || value === null) return { [path]: String(value) };
  if (Array.isArray(value)) return { [path]: value.map(String) };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, entry]) => flatten(entry, path === '' ? key : `${path}.${key}`)),
  );
}

/** The page's problem, in its own words. */
function wordsOf(page: string): string {
  const main = page.slice(
    page.indexOf('class="fault"') > 0 ? page.indexOf('class="fault"') : page.indexOf('<main'),
  );
  const words = main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  return words.slice(0, 200).trim();
}
