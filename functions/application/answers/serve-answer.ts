import { type AnswerForm, answerForms, formsOf, needsCode } from '../../domain/answers/purposes.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import type { App } from '../app.ts';
import { sendCode, tryCode } from './challenge.ts';
import { decideOnce } from './decide-once.ts';
import type { Fault, Fields, Prepared } from './forms/form.ts';
import { readers } from './forms/index.ts';
import { colleaguesOf } from './forms/reply.ts';
import { sendNewLink } from './new-link.ts';
import { type OpenLink, openLink, type ShutLink } from './open-link.ts';
import { answerPage, donePage } from './pages/answer-page.ts';
import type { PageState } from './pages/page-state.ts';
import { expiredPage, type Problem, problemPage } from './pages/problem-pages.ts';
import { proofName } from './proof.ts';
import { mustProve, mustProveFirst, readPage, whomToRing } from './read-page.ts';
import { findingsInWords, inPlainWords, missingInWords } from './refusals.ts';
import { standingOf } from './stands.ts';

/** What a browser sent, with everything that HTTP adds taken off. */
export interface AnswerRequest {
  token: string;
  /** What was typed; a request without it only looks, and changes nothing (mail scanners follow links). */
  fields?: Fields | undefined;
  /** Cookies by name. */
  cookies: Readonly<Record<string, string>>;
}

export interface AnswerResponse {
  status: number;
  html: string;
  /** A cookie to keep for this link. */
  proof?: { name: string; value: string };
}

const statuses: Readonly<Record<Problem, number>> = {
  wrong: 404,
  expired: 410,
  revoked: 410,
  used: 410,
  sent: 200,
  elsewhere: 403,
  too_large: 413,
  sign_in: 200,
  failed: 500,
};

/** A page that says what to do next and nothing of the link. */
export const problem = (kind: Problem, policy: Policy, fields?: Fields): AnswerResponse => ({
  status: statuses[kind],
  html: kind === 'expired' ? expiredPage(policy, fields) : problemPage(kind, policy, fields),
});

/** The page behind a link. Throws what the ports throw. */
export async function serveAnswer(app: App, request: AnswerRequest): Promise<AnswerResponse> {
  const { fields } = request;
  const open = await openLink(app, request.token, request.cookies);
  if (open.kind !== 'open') return shut(app, open, fields);
  if (!fields) return page(app, open, {});
  const form = fields.get('form') ?? '';
  if (form === 'new_link') return newLink(app, open);
  if (form === 'pick' && !open.worker) return pick(app, open, fields);
  if (form === 'send_code') return page(app, open, { code: await sendCode(app, open), ...keptOf(fields) });
  if (form === 'code') return code(app, open, fields);
  const known = answerForms.find((one) => one === form);
  if (!known || !formsOf[open.link.purpose].includes(known)) return page(app, open, {});
  // The code is asked for again after an hour; what was written meanwhile waits in the page.
  if (!mayPost(open, known)) return page(app, open, { kept: fields });
  return post(app, request, open, known, fields);
}

/** What waits in the page until the code has been typed. */
const keptOf = (fields: Fields): Pick<PageState, 'kept'> => {
  const kept = fields.get('kept');
  return kept === null ? {} : { kept: new URLSearchParams(kept) };
};

async function page(app: App, open: OpenLink, state: PageState, status?: number): Promise<AnswerResponse> {
  const model = await readPage(app, open);
  return { status: status ?? (state.posted ? 422 : 200), html: answerPage(model, state) };
}

/** A link that has expired can be asked for again, by whoever holds it: it goes to the address of record only. */
async function shut(app: App, found: ShutLink, fields: Fields | undefined): Promise<AnswerResponse> {
  const { policy } = app.policies.current();
  if (found.kind !== 'expired' || fields?.get('form') !== 'new_link')
    return problem(found.kind, policy, fields);
  return newLink(app, found);
}

async function newLink(
  app: App,
  { linkId, link }: Pick<OpenLink, 'linkId' | 'link'>,
): Promise<AnswerResponse> {
  await sendNewLink(app, linkId, link);
  return problem('sent', app.policies.current().policy);
}

async function pick(app: App, open: OpenLink, fields: Fields): Promise<AnswerResponse> {
  const who = colleaguesOf(open).find(({ representativeId }) => representativeId === fields.get('who'));
  if (!who) {
    const faults = [{ field: 'who', message: 'Choose who answers' }];
    return page(app, open, { posted: { form: 'pick', typed: fields, faults } });
  }
  const { agencyId } = open.agency;
  await sendNewLink(app, open.linkId, open.link, { agencyId, representativeId: who.representativeId });
  return problem('sent', open.context.policy);
}

const codeFaults = {
  wrong: 'This is not the code. Look at the newest mail',
  too_old: 'This code is too old. Ask for another',
  locked: 'This code cannot be used any more. Ask for another',
  none: 'Ask for a code first',
} as const;

async function code(app: App, open: OpenLink, fields: Fields): Promise<AnswerResponse> {
  const tried = await tryCode(app, open, fields.get('code') ?? '');
  if (typeof tried === 'string') {
    const faults = [{ field: 'code', message: codeFaults[tried] }];
    const posted = { form: 'code', typed: new URLSearchParams(), faults };
    return page(app, open, { posted, ...keptOf(fields) });
  }
  const proof = { name: proofName(open.linkId), value: tried.proof };
  return { ...(await page(app, { ...open, proven: true }, takenUp(fields), 200)), proof };
}

/** The form that waited, with what was typed, to be sent again. */
function takenUp(fields: Fields): PageState {
  const { kept } = keptOf(fields);
  if (!kept) return {};
  const { form, caseId } = { form: kept.get('form') ?? '', caseId: kept.get('case') ?? undefined };
  return { posted: { form, caseId, typed: kept, faults: [] } };
}

/** They show nobody, so that nobody needs to endorse first. */
const showsNobody: readonly AnswerForm[] = ['reply', 'endorse', 'refuse', 'accept_lead', 'decline_lead'];

/** What the page did not offer is not taken: the code first, then the declaration, then the rest. */
function mayPost(open: OpenLink, form: AnswerForm): boolean {
  if (mustProveFirst(open)) return false;
  if (mustProve(open) && needsCode(form, open.context.policy.access.linkChallenge)) return false;
  return showsNobody.includes(form) || open.endorsed;
}

async function post(
  app: App,
  request: AnswerRequest,
  open: OpenLink,
  form: AnswerForm,
  fields: Fields,
): Promise<AnswerResponse> {
  const prepared = readers[form](open, fields);
  const caseId = fields.get('case') ?? undefined;
  const back = (faults: Fault[]) => page(app, open, { posted: { form, caseId, typed: fields, faults } });
  if (Array.isArray(prepared)) return back(prepared);
  const outcome = await decideOnce(app, open, prepared, fields.get('stands') ?? '');
  if (outcome.kind === 'refused') {
    const { field = '' } = outcome;
    return back([{ field: fields.has(field) ? field : '', message: inPlainWords(outcome) }]);
  }
  if (outcome.kind === 'other' || outcome.kind === 'too_late') {
    const mayChange = standingOf(open, form, caseId) !== undefined;
    return back([{ field: '', message: mayChange ? changeable[outcome.kind] : otherAnswer }]);
  }
  const findings = outcome.kind === 'accepted' ? (outcome.findings ?? {}) : {};
  return done(app, request, open, prepared, outcome.kind === 'already', findings);
}

const otherAnswer = 'By this link another answer has been recorded already. To change it, please ring.';
const changeable = {
  other:
    'Another answer has been recorded since this page was opened. Look at what stands now; to put yours in its place, send it again.',
  too_late: 'The meeting has begun, so that an answer cannot be changed here any more. Please ring.',
} as const;

/** The page as it stands after the answer; the link may have done what it was for by then. */
async function done(
  app: App,
  { token, cookies }: AnswerRequest,
  before: OpenLink,
  { command, said, caseId }: Prepared,
  already: boolean,
  findings: Parameters<typeof findingsInWords>[0],
): Promise<AnswerResponse> {
  const open = await openLink(app, token, cookies);
  const { meeting } = open.kind === 'open' ? open : before;
  const missing = meeting?.returns.find(
    (given) => given.caseId === caseId && given.agencyId === before.agency.agencyId,
  )?.missing;
  const more = [...missingInWords(missing ?? []), ...findingsInWords(findings, command.notes)];
  const state: PageState = { done: { said: already ? `${said} It was recorded before.` : said, more } };
  if (open.kind === 'open') return page(app, open, state);
  return { status: 200, html: donePage(before.context.policy, state, await whomToRing(app, before)) };
}
