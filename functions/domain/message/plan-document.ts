import type { Instant } from '../calendar/instants.ts';
import type { ToldCalendar } from '../calendar/zones.ts';
import { currentMembers, nominatedLeadAt } from '../case/queries.ts';
import type { Action } from '../case/schema/actions.ts';
import type { PlanVersion } from '../case/schema/plan.ts';
import type { CaseState } from '../case/state.ts';
import type { Policy } from '../policy/schema.ts';
import { actionCode, displayCode } from '../shared/ids.ts';
import { findIdentifying, findShapes, type Identifier } from './identifying.ts';
import { localDay, localMoment } from './render/local-time.ts';
import { roleLabel } from './role-label.ts';
import { priorities } from './templates/parts.ts';
import { capital, word } from './words.ts';

export type DocumentBlock =
  | { type: 'heading'; level: 1 | 2; text: string }
  | { type: 'paragraph'; text: string; muted?: boolean }
  | { type: 'list'; items: readonly string[] }
  | {
      type: 'card';
      title: string;
      rows: readonly (readonly [string, string])[];
      text?: string;
      withheld?: string;
    };

/** A plan as a document, without a name in it: what an adapter draws, deterministically. */
export interface PlanDocument {
  title: string;
  fileName: string;
  language: string;
  /** The document's own date, so that the same plan makes the same bytes. */
  createdAt: Instant;
  classification: string;
  /** Under each page, beside the page number. */
  footer: string;
  blocks: readonly DocumentBlock[];
}

export interface PlanDocumentInput {
  state: CaseState;
  planId: string;
  version: number;
  policy: Policy;
  calendar: ToldCalendar;
  /** As at when the copy is made: owners, due dates and states of actions are those of now. */
  now: Instant;
  agencyNames: ReadonlyMap<string, string>;
  /** Narratives by note id. */
  texts: ReadonlyMap<string, string>;
  /** Everybody and every place in the case. Without it no narrative goes into the document. */
  identifiers: readonly Identifier[] | undefined;
  /** The marking that the department prescribes, from its configuration. */
  classification: string;
}

const withheld =
  'Part of this is left out here because it could identify somebody. It is shown after you sign in.';

/** Goals by stream. The colon keeps them right whatever a profile calls the person, in singular or plural. */
const streams = [
  ['adult_victim', 'Safety', 'adult_victim'],
  ['child', 'Safety', 'child_victim'],
  ['person_using_violence', 'Accountability and change', 'person_using_violence'],
] as const;

/**
 * The whole plan with roles in place of names (guard c; S0-03, S0-04, S0-29). Wishes are named as recorded and
 * never sent: they are the words that would endanger her most. Returns undefined when there is no such plan.
 */
export function planDocument(input: PlanDocumentInput): PlanDocument | undefined {
  const { state, policy, calendar } = input;
  const plan = state.plans.find((p) => p.planId === input.planId && p.version === input.version);
  if (!plan) return undefined;
  const code = displayCode(state.caseId);
  const title = capital(word(policy.terms, plan.kind));
  const actions = state.actions.filter((action) => plan.actionIds.includes(action.actionId));
  return {
    title,
    fileName: `document-${code}.pdf`,
    language: policy.region.startsWith('NZ') ? 'en-NZ' : 'en-AU',
    createdAt: plan.recordedAt,
    classification: input.classification,
    footer: `${code} · version ${plan.version} · recorded ${localMoment(plan.recordedAt, { ...calendar, readerZone: undefined })}`,
    blocks: [
      { type: 'heading', level: 1, text: title },
      ...opening(plan, input, code),
      ...people(input),
      ...risks(input),
      ...streams.flatMap(([stream, aim, role]) =>
        goal(`${aim}: ${word(policy.terms, role)}`, ofStream(actions, stream), input),
      ),
      ...goal('Agencies and services', ofStream(actions, 'systemic'), input),
      ...narrative('What has been found about risk', plan.riskStatementNoteId, input),
      ...narrative('If things change or get worse', plan.contingencyNoteId, input),
      ...plan.addenda.flatMap((addendum) =>
        narrative(`Added ${localDay(addendum.at, calendar)}`, addendum.noteId, input),
      ),
      { type: 'heading', level: 2, text: 'If somebody is in danger now' },
      {
        type: 'paragraph',
        text: `Call ${word(policy.terms, 'emergency_number')}. This plan does not replace that.`,
      },
    ],
  };
}

const ofStream = (actions: readonly Action[], stream: Action['stream']) =>
  actions.filter((action) => action.stream === stream).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));

function opening(plan: PlanVersion, input: PlanDocumentInput, code: string): DocumentBlock[] {
  const { state, policy, calendar, now } = input;
  const lead = nominatedLeadAt(state, now);
  const rows: [string, string][] = [
    ['Code in e-mail', code],
    ['Version', `${plan.version}, cycle ${plan.cycle}`],
    ['Recorded', `${localMoment(plan.recordedAt, calendar)}${plan.late ? ', after the meeting' : ''}`],
    ['State of actions as at', localMoment(now, calendar)],
    [capital(word(policy.terms, 'lead_agency')), lead ? agencyName(lead.agencyId, input) : 'Not nominated'],
    [
      `Wishes of the ${word(policy.terms, 'adult_victim')}`,
      plan.wishes.status === 'recorded'
        ? 'Recorded; shown after you sign in, never in e-mail'
        : 'Not recorded; the reason is shown after you sign in',
    ],
  ];
  return [
    { type: 'card', title: 'About this document', rows },
    {
      type: 'paragraph',
      text:
        'Roles stand in place of names. Keep this in the protected record of your agency; do not forward it, and do ' +
        `not speak of it with the ${word(policy.terms, 'person_using_violence')}, with relatives or with friends.`,
    },
  ];
}

function people(input: PlanDocumentInput): DocumentBlock[] {
  const labels = currentMembers(input.state).map((m) =>
    capital(roleLabel(input.state, m, input.policy.terms)),
  );
  if (labels.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: 'People' },
    { type: 'list', items: labels },
  ];
}

function risks({ state, policy }: PlanDocumentInput): DocumentBlock[] {
  const open = state.risk.identified.filter((risk) => risk.reducedAt === undefined);
  const titles = new Set(open.map((risk) => riskTitle(risk.code, policy)));
  if (titles.size === 0) return [];
  return [
    { type: 'heading', level: 2, text: 'Risks that the plan is to reduce' },
    { type: 'list', items: [...titles] },
  ];
}

const riskTitle = (code: string, policy: Policy): string =>
  policy.riskFactors.find((factor) => factor.code === code)?.title ??
  'A risk that is shown after you sign in';

function goal(title: string, actions: readonly Action[], input: PlanDocumentInput): DocumentBlock[] {
  const none: DocumentBlock = { type: 'paragraph', text: 'No action.', muted: true };
  return [
    { type: 'heading', level: 2, text: title },
    ...(actions.length === 0 ? [none] : actions.map((action) => card(action, input))),
  ];
}

function card(action: Action, input: PlanDocumentInput): DocumentBlock {
  const { state, policy, calendar } = input;
  const kind = policy.actionCatalogue.find((entry) => entry.code === action.code)?.title ?? 'Action';
  const towards = currentMembers(state).filter((member) => action.towards.includes(member.personId));
  const risk = state.risk.identified.find((r) => r.riskId === action.riskId);
  const withOthers = action.sharedWith.map((agencyId) => agencyName(agencyId, input));
  const rows: [string, string][] = [
    ['Code', `Action ${actionCode(action.actionId)}`],
    ['Agency', [agencyName(action.owner.agencyId, input), ...withOthers].join(', with ')],
    ['Due', localMoment(action.dueAt, calendar)],
    ['Priority', priorities[action.priority] ?? action.priority],
    ...(towards.length === 0
      ? []
      : [['For', towards.map((m) => roleLabel(state, m, policy.terms)).join(', ')] as [string, string]]),
    ...(risk ? [['Risk it is to reduce', riskTitle(risk.code, policy)] as [string, string]] : []),
    ['State', statuses[action.status] ?? 'Open'],
  ];
  const text = action.keptOutOfEmail ? undefined : sayable(action.descriptionNoteId, input);
  return {
    type: 'card',
    title: kind,
    rows,
    ...(text === undefined ? {} : { text }),
    ...(action.descriptionNoteId !== undefined && text === undefined ? { withheld } : {}),
  };
}

const statuses: Readonly<Record<string, string>> = {
  not_started: 'Not started',
  in_progress: 'In progress',
  completed: 'Completed',
  not_possible_circumstances_changed: 'Not possible, circumstances have changed',
  not_undertaken: 'Not undertaken',
  superseded: 'Replaced by another action',
  cancelled: 'Cancelled',
  continues_outside_macm: 'Goes on outside this plan',
};

function narrative(title: string, noteId: string | undefined, input: PlanDocumentInput): DocumentBlock[] {
  if (noteId === undefined) return [];
  const text = sayable(noteId, input);
  return [
    { type: 'heading', level: 2, text: title },
    text === undefined ? { type: 'paragraph', text: withheld, muted: true } : { type: 'paragraph', text },
  ];
}

/** A narrative that names nobody and no place, or undefined. When in doubt it stays out. */
function sayable(noteId: string | undefined, { texts, identifiers }: PlanDocumentInput): string | undefined {
  const text = noteId === undefined ? undefined : texts.get(noteId);
  if (text === undefined || identifiers === undefined) return undefined;
  return findIdentifying(text, identifiers).length + findShapes(text).length > 0 ? undefined : text;
}

const agencyName = (agencyId: string, { agencyNames }: PlanDocumentInput): string =>
  agencyNames.get(agencyId) ?? 'An agency that is shown after you sign in';
