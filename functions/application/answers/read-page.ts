import type { ReadClass } from '../../domain/access/asked.ts';
import { linkRights } from '../../domain/access/links.ts';
import type { Purpose } from '../../domain/access/purpose.ts';
import { phoneOf } from '../../domain/agency/queries.ts';
import { needsCode } from '../../domain/answers/purposes.ts';
import { currentMembers } from '../../domain/case/queries.ts';
import type { Action } from '../../domain/case/schema/actions.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { roleLabel } from '../../domain/message/role-label.ts';
import type { Worker } from '../../domain/shared/actor.ts';
import { isRefusal } from '../../domain/shared/refusal.ts';
import { authorise } from '../access/authorise.ts';
import type { App } from '../app.ts';
import { loadAgency, loadPerson } from '../load-states.ts';
import type { AggregateRef } from '../record.ts';
import type { OpenLink } from './open-link.ts';

/** Whom a request concerns, for a worker who has endorsed. */
export interface Person {
  personId: string;
  /** The role in this case, in the words of the policy. */
  label: string;
  names: string[];
  born?: string | undefined;
}

/** One case as it is shown. */
export interface ShownCase {
  caseId: string;
  code: string;
  people: Person[];
  /** Why nobody is shown, in plain words. */
  withheld?: string | undefined;
}

/** Everything that a page draws. */
export interface PageModel {
  open: OpenLink;
  /** Only after the code and the declaration, and only by a link that is for it. */
  shown: ShownCase[] | undefined;
  action: { action: Action; title: string; description: string | undefined } | undefined;
  question: string | undefined;
  ring: { agency: string; phone?: string | undefined } | undefined;
}

/** Whether the code still has to be typed before content or identity. */
export const mustProve = ({ proven, context }: OpenLink): boolean =>
  !proven && needsCode('endorse', context.policy.access.linkChallenge);

/** Whether the code still has to be typed before anything at all. */
export const mustProveFirst = ({ proven, context }: OpenLink): boolean =>
  !proven && context.policy.access.linkChallenge === 'always';

/** Read what the page of a link may show now; each read of identity or content is asked for, and so recorded. */
export async function readPage(app: App, open: OpenLink): Promise<PageModel> {
  const ring = await whomToRing(app, open);
  const { worker } = open;
  const showsPeople = linkRights[open.link.purpose].reads.includes('identity');
  if (!worker || !showsPeople || !open.endorsed || mustProve(open)) {
    return { open, shown: undefined, action: undefined, question: undefined, ring };
  }
  const shown: ShownCase[] = [];
  for (const state of open.cases) shown.push(await showCase(app, open, worker, state));
  const isShown = shown.some(({ withheld }) => withheld === undefined);
  return {
    open,
    shown,
    action: isShown ? await showAction(app, open, worker) : undefined,
    question: isShown ? await showQuestion(app, open, worker) : undefined,
    ring,
  };
}

const purposeOf = ({ link }: OpenLink): Purpose =>
  link.purpose === 'action' || link.purpose === 'lead_offer' ? 'manage_mitigate' : 'identify_risk';

/** Undefined if it may be read, else why not. */
async function ask(
  app: App,
  open: OpenLink,
  worker: Worker,
  what: ReadClass,
  of: { ref: AggregateRef; caseId: string; item?: string },
): Promise<string | undefined> {
  const answer = await authorise(app, {
    subject: { ...worker, roles: [], via: 'link', mfa: false },
    asked: { kind: 'read', what },
    purpose: purposeOf(open),
    linked: open.link,
    ...of,
  });
  return isRefusal(answer) ? answer.message : undefined;
}

async function showCase(app: App, open: OpenLink, worker: Worker, state: CaseState): Promise<ShownCase> {
  const { caseId, displayCode: code } = state;
  const { meeting } = open;
  const ref: AggregateRef = meeting
    ? { type: 'meeting', id: meeting.meetingId }
    : { type: 'case', id: caseId };
  const withheld = await ask(app, open, worker, 'identity', { ref, caseId });
  if (withheld !== undefined) return { caseId, code, people: [], withheld };
  const people: Person[] = [];
  for (const member of currentMembers(state)) {
    const person = await loadPerson(app, member.personId);
    people.push({
      personId: member.personId,
      label: roleLabel(state, member, open.context.policy.terms),
      names: person?.identity.names.map(({ text }) => text) ?? [],
      born: person?.identity.birthDate ?? person?.identity.expectedBirthDate,
    });
  }
  return { caseId, code, people };
}

async function showAction(app: App, open: OpenLink, worker: Worker): Promise<PageModel['action']> {
  const { caseId = '', actionId } = open.link.opens;
  const action = open.cases[0]?.actions.find((one) => one.actionId === actionId);
  if (!action) return undefined;
  const ref = { type: 'case', id: caseId } as const;
  if ((await ask(app, open, worker, 'content', { ref, caseId })) !== undefined) return undefined;
  const title =
    open.context.policy.actionCatalogue.find(({ code }) => code === action.code)?.title ?? 'An action';
  return {
    action,
    title,
    description: await narrative(app, open, worker, ref, caseId, action.descriptionNoteId),
  };
}

async function showQuestion(app: App, open: OpenLink, worker: Worker): Promise<string | undefined> {
  const { meeting, link } = open;
  const given = meeting?.returns.find((one) =>
    one.questions.some(({ questionId }) => questionId === link.opens.questionId),
  );
  const asked = given?.questions.find(({ questionId }) => questionId === link.opens.questionId);
  if (!meeting || !given || !asked || given.agencyId !== worker.agencyId) return undefined;
  const ref = { type: 'meeting', id: meeting.meetingId } as const;
  return narrative(app, open, worker, ref, given.caseId, asked.noteId);
}

/** A free text, if it may be read. */
async function narrative(
  app: App,
  open: OpenLink,
  worker: Worker,
  ref: AggregateRef,
  caseId: string,
  noteId: string | undefined,
): Promise<string | undefined> {
  if (noteId === undefined) return undefined;
  const withheld = await ask(app, open, worker, 'narrative', { ref, caseId, item: noteId });
  return withheld === undefined ? (await app.notes.load(ref, noteId))?.text : undefined;
}

/** Who convenes, with the number that the directory has. */
export async function whomToRing(app: App, { meeting, cases }: OpenLink): Promise<PageModel['ring']> {
  const [state] = cases;
  const worker = meeting?.scheduledBy ?? state?.contacts.convenor ?? state?.contacts.triage;
  const agency = worker && (await loadAgency(app, worker.agencyId));
  if (!worker || !agency) return undefined;
  return { agency: agency.name, phone: phoneOf(agency, worker.representativeId) };
}
