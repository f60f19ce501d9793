import { phoneOf } from '../../domain/agency/queries.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { decideGate, type GateAllowed, gateRecord } from '../../domain/message/gate.ts';
import type { Message } from '../../domain/message/messages.ts';
import { actingAgency, type RenderModel, renderModel } from '../../domain/message/model.ts';
import { type PlanDocument, planDocument } from '../../domain/message/plan-document.ts';
import type { MessageRecord } from '../../domain/message/record.ts';
import { renderMessage } from '../../domain/message/render.ts';
import { mailDisclosures } from '../access/mail-disclosures.ts';
import type { LinkMaker } from '../answers/link-maker.ts';
import type { Composed, Composer } from '../app.ts';
import { completeIdentifiers } from '../identifying-scan.ts';
import { loadAgency } from '../load-states.ts';
import type { EmailAttachment, Ports } from '../ports.ts';
import { addressHealthChange } from './address-health.ts';
import { type MailFacts, readMailFacts } from './gate-facts.ts';
import { silentAgencies } from './silent-agencies.ts';

type MailPorts = Pick<Ports, 'aggregates' | 'notes' | 'policies' | 'clock'>;

export interface ComposerOptions {
  /** Draws a document as a PDF. */
  drawPdf(document: PlanDocument): Promise<Uint8Array>;
  link: RenderModel['link'];
  /** Makes the links that need no account; without it a mail only leads to the sign-in page. */
  answers?: LinkMaker;
  /** The department, where no agency of the case is the sender. */
  sender: string;
  /** The marking that the department prescribes for documents. */
  classification: string;
}

/** Gate and renderer over the ports: what goes out, to which address, or why nothing does. */
export const createComposer = (ports: MailPorts, options: ComposerOptions): Composer => ({
  compose: (message) => compose(ports, options, message),
  health: (message) => addressHealthChange(ports, message),
});

async function compose(ports: MailPorts, options: ComposerOptions, record: MessageRecord): Promise<Composed> {
  const facts = await readMailFacts(ports, record);
  const decision = decideGate(record, facts.gate);
  const gate = gateRecord(decision, facts.gate.now);
  if (!decision.allowed) return { allowed: false, gate, superseded: decision.superseded };
  const plan = await planOf(ports, options, decision, facts);
  const silent = (of: Message, caseId: string) => silentAgencies(of, facts.cases.get(caseId), facts.meetings);
  const said = [decision, ...(decision.entries ?? [])];
  const model = renderModel({
    decision,
    cases: facts.cases,
    meetings: facts.gate.meetings,
    ...(await senderOf(ports, options, record, facts)),
    recipientAgency: facts.gate.agency?.name ?? '',
    agencyNames: await namesOf(ports, [
      ...said.map(({ message }) => actingAgency(message)),
      ...said.flatMap(({ message, caseIds }) => caseIds.flatMap((id) => silent(message, id))),
    ]),
    silent,
    now: facts.gate.now,
    ...facts.context,
    link: options.link,
    plan,
    ...(await answersOf(options, record, decision, facts)),
  });
  const { attachments, senderName, subject, text, html } = renderMessage(decision.message, model);
  const drawn: EmailAttachment[] = [];
  for (const { fileName, contentType, document } of attachments) {
    drawn.push({ fileName, contentType, content: await options.drawPdf(document) });
  }
  const { messageId, kind } = record;
  return {
    allowed: true,
    gate,
    disclosures: mailDisclosures(record, decision, facts.cases, facts.gate.now),
    email: { messageId, kind, to: decision.address, senderName, subject, text, html, attachments: drawn },
  };
}

/** Links that need no account, and the code of a mail that brings one. */
async function answersOf(
  { answers }: ComposerOptions,
  record: MessageRecord,
  decision: GateAllowed,
  facts: MailFacts,
) {
  const { message } = decision;
  if (!answers) return {};
  if (message.kind !== 'link_code') return { answers: await answers.linksOf(record, decision, facts) };
  return { code: await answers.codeFor(message.params.link, message.params.n) };
}

/** The plan as a document, for a plan copy only. */
async function planOf(
  ports: MailPorts,
  { classification }: ComposerOptions,
  { message }: GateAllowed,
  { cases, people, context, gate }: MailFacts,
): Promise<PlanDocument | undefined> {
  if (message.kind !== 'plan_copy') return undefined;
  const { caseId, planId, version } = message.params;
  const state = cases.get(caseId);
  if (!state) return undefined;
  const agencyNames = await namesOf(ports, agencyIdsOf(state));
  const identifiers = completeIdentifiers(people);
  const texts = await textsOf(ports, state, planId);
  const of = { state, planId, version, agencyNames, texts, identifiers, classification, now: gate.now };
  return planDocument({ ...of, ...context });
}

async function namesOf(ports: MailPorts, ids: readonly (string | undefined)[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const agency = id === undefined ? undefined : await loadAgency(ports, id);
    if (id !== undefined && agency) names.set(id, agency.name);
  }
  return names;
}

const agencyIdsOf = (state: CaseState): string[] => [
  ...new Set([
    ...state.agencies.map(({ agencyId }) => agencyId),
    ...state.actions.flatMap(({ owner, sharedWith }) => [owner.agencyId, ...sharedWith]),
    ...state.lead.periods.map(({ agencyId }) => agencyId),
  ]),
];

/** Narratives of the plan and its actions, by note id. */
async function textsOf({ notes }: MailPorts, state: CaseState, planId: string): Promise<Map<string, string>> {
  const plan = state.plans.filter((one) => one.planId === planId);
  const actions = state.actions.filter(({ actionId }) =>
    plan.some((one) => one.actionIds.includes(actionId)),
  );
  const ids = new Set(JSON.stringify({ plan, actions }).match(/\bnote-[a-z0-9]{4,40}\b/g) ?? []);
  const texts = new Map<string, string>();
  for (const noteId of ids) {
    const note = await notes.load({ type: 'case', id: state.caseId }, noteId);
    if (note) texts.set(noteId, note.text);
  }
  return texts;
}

/** Who writes: the agency that convenes or decides, and the number under which the recipient can ring it. */
async function senderOf(
  ports: MailPorts,
  { sender }: ComposerOptions,
  { from }: MessageRecord,
  { cases, meetings, context }: MailFacts,
): Promise<{ senderAgency: string; senderPhone?: string | undefined }> {
  const state = cases.get(from.id);
  const worker = state
    ? (state.contacts.convenor ?? state.contacts.triage)
    : (meetings.get(from.id)?.scheduledBy ?? context.policy.conveningTeam.desk);
  const agency = worker && (await loadAgency(ports, worker.agencyId));
  if (!worker || !agency) return { senderAgency: sender };
  return { senderAgency: agency.name, senderPhone: phoneOf(agency, worker.representativeId) };
}
