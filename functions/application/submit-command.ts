import * as z from 'zod/mini';
import type { Instant } from '../domain/calendar/instants.ts';
import {
  currentAgencies,
  currentMembers,
  excludedNow,
  hadPart,
  isExcluded,
  leadAt,
} from '../domain/case/queries.ts';
import { caseRiskLevel } from '../domain/case/risk-level.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { ListedCase } from '../domain/meeting/schema/cases.ts';
import { type Actor, actorKey } from '../domain/shared/actor.ts';
import type { AggregateType } from '../domain/shared/aggregate.ts';
import { deriveId } from '../domain/shared/ids.ts';
import type { Recipient } from '../domain/shared/recipient.ts';
import { type Refusal, refuse } from '../domain/shared/refusal.ts';
import { directoryFor } from './agency-facts.ts';
import type { App } from './app.ts';
import { bodyHash, type CommandAnswer, type CommandRequest, executeCommand } from './execute-command.ts';
import { withLeadFacts } from './lead-facts.ts';
import { loadCase } from './load-states.ts';

/** A worker's command as it comes from the API or a scenario. Without an `id` it makes a new aggregate. */
export interface Submission {
  type: AggregateType;
  id?: string;
  name: string;
  input: Record<string, unknown>;
  by: Actor;
  /** The caller's own; the same again is the same command. */
  key: string;
  notes?: Record<string, string>;
  /** @see CommandRequest.precondition */
  precondition?: CommandRequest['precondition'];
}

const prefixes: Record<AggregateType, string> = {
  case: 'case',
  person: 'per',
  meeting: 'mtg',
  agency: 'agy',
  report: 'rpt',
  search: 'sch',
};

/** The id of what a creation makes, from the caller and the key. */
export const creationId = (type: AggregateType, by: Actor, key: string): string =>
  deriveId(prefixes[type], 'create', actorKey(by), key);

/**
 * Carry out a worker's command. A meeting is told of its cases what they know of themselves: for
 * `scheduleMeeting` give `caseIds`, for `addCase` give `caseId`. A case is told what the directory says of its
 * agencies and of the lead to be.
 */
export async function submitCommand(
  app: App,
  submission: Submission,
): Promise<{ id: string; answer: CommandAnswer }> {
  const { type, name, by, key, notes = {} } = submission;
  const id = submission.id ?? creationId(type, by, key);
  const enriched = await enrich(app, submission);
  if ('kind' in enriched) return { id, answer: enriched };
  const scoped = deriveId('key', actorKey(by), key);
  // The key stands nowhere: without it, and over HTTP its secret, nobody can try names against the hash of a body.
  const asked = { ...enriched, hashInput: [key, enriched.hashInput ?? enriched.input] };
  // Keys are known for a day only: another body under an old key must not make the ids of the first again.
  const commandId = deriveId('cmd', id, scoped, bodyHash({ name, ...asked, notes }));
  const directory =
    type === 'case' ? await directoryFor(app, { ...submission, id: submission.id }) : undefined;
  const answer = await executeCommand(app, {
    ref: { type, id },
    name,
    ...asked,
    ...(directory && { directory }),
    by,
    commandId,
    key: scoped,
    notes,
    ...(submission.precondition && { precondition: submission.precondition }),
  });
  return { id, answer };
}

const listsCases = z.object({ caseIds: z.array(z.string()) });
const addsCase = z.object({ caseId: z.string() });

async function enrich(
  app: App,
  { type, name, input, by }: Submission,
): Promise<{ input: Record<string, unknown>; hashInput?: unknown } | Refusal> {
  if (type === 'case') return { input: await withLeadFacts(app, name, input), hashInput: input };
  if (type !== 'meeting') return { input };
  const told = { scheduleMeeting: 'cases', addCase: 'case' }[name];
  if (told !== undefined && told in input)
    return refuse('input-invalid', 'what a meeting is told of a case comes from the case; give its id', {
      field: told,
    });
  const many = name === 'scheduleMeeting' ? listsCases.safeParse(input) : undefined;
  if (many?.success) {
    const { caseIds: _, ...rest } = input;
    const cases = await listedCases(app, by, many.data.caseIds);
    return 'kind' in cases ? cases : { input: { ...rest, cases: cases.listed }, hashInput: input };
  }
  const one = name === 'addCase' ? addsCase.safeParse(input) : undefined;
  if (!one?.success) return { input };
  const cases = await listedCases(app, by, [one.data.caseId]);
  return 'kind' in cases ? cases : { input: { case: cases.listed[0] }, hashInput: input };
}

async function listedCases(
  app: App,
  by: Actor,
  caseIds: readonly string[],
): Promise<{ listed: ListedCase[] } | Refusal> {
  const listed: ListedCase[] = [];
  for (const caseId of caseIds) {
    const state = await loadCase(app, caseId);
    if (!state) return refuse('no-such-case', 'there is no such case', { field: 'caseIds' });
    if (by.kind === 'worker' && !hadPart(state, by.agencyId))
      return refuse('agency-not-in-case', 'your agency has no part in this case; nothing was done');
    listed.push(listedCase(state, app.clock.now()));
  }
  return { listed };
}

/** What a meeting is told of a case: enough to order the list and to invite, nothing of what happened. */
function listedCase(state: CaseState, now: Instant): ListedCase {
  const lead = leadAt(state, now);
  const { urgency, marks } = state;
  return {
    caseId: state.caseId,
    displayCode: state.displayCode,
    riskLevel: caseRiskLevel(state),
    urgency,
    childrenInvolved: marks.childrenInvolved,
    complexNeeds: marks.complexNeeds,
    priorCycles: state.cycle - 1,
    persons: currentMembers(state).map(({ personId }) => personId),
    lead: lead
      ? { agencyId: lead.agencyId, representativeId: lead.representativeId }
      : { ...state.contacts.triage },
    invitees: currentAgencies(state)
      .filter(({ participation }) => participation !== 'not_appropriate')
      .map(({ agencyId, representativeId, participation }) => {
        const to: Recipient =
          representativeId === undefined ? { agencyId, post: 'mailbox' } : { agencyId, representativeId };
        return { ...to, required: participation === 'required' };
      })
      .filter((invitee) => !isExcluded(state, invitee)),
    excluded: excludedNow(state),
  };
}
