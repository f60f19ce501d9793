import * as z from 'zod/mini';
import { type Worker, workerSchema } from '../../shared/actor.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { askOf, endAsked } from '../../shared/tasks.ts';
import { defineMeetingCommand, type MeetingContext } from '../command.ts';
import { hasEndorsed, isExcludedFrom } from '../queries.ts';
import { endorsementModes } from '../schema/invitations.ts';
import type { MeetingState } from '../state.ts';
import { actingWorker, runsMeeting } from './who.ts';

const isInvited = (state: MeetingState, worker: Worker): boolean =>
  runsMeeting(state, worker) ||
  state.invitations.some((i) => i.withdrawnAt === undefined && i.agencyId === worker.agencyId);

/** Cases that an endorsement opens for this worker's agency. */
function casesOf(state: MeetingState, worker: Worker): string[] {
  const mine = state.invitations.filter((i) => i.agencyId === worker.agencyId).flatMap((i) => i.caseIds);
  return state.cases
    .filter((row) => (row.status === 'listed' || row.status === 'heard') && !isExcludedFrom(row, worker))
    .map((row) => row.caseId)
    .filter((id) => runsMeeting(state, worker) || mine.includes(id));
}

/** Whether an endorsement by word counts at this meeting, by the policy's setting (S0-19, S0-20, S1-24). */
function checkVerbal(draft: MeetingState, context: MeetingContext, worker: Worker): Refusal | undefined {
  const rule = context.policy.verbalEndorsement;
  const allowed = rule === 'any_meeting' || (rule === 'virtual_only' && draft.mode !== 'in_person');
  if (!allowed) {
    return refuse(
      'verbal-endorsement-not-allowed',
      `an endorsement by word does not count at a meeting held ${draft.mode}: the policy says ${rule}`,
      { field: 'mode', duty: 'S0-20' },
    );
  }
  const me = actingWorker(context);
  const bySelf = me.agencyId === worker.agencyId && me.representativeId === worker.representativeId;
  if (runsMeeting(draft, me) && !bySelf) return undefined;
  return refuse('verbal-endorsement-by-chair', 'the chair records what another endorses by word', {
    field: 'for',
    duty: 'S0-19',
  });
}

/**
 * Endorse confidentiality for this meeting, attending or not: by signature, electronically, or by word as
 * recorded by who runs the meeting. Each case concerned is told, which sends copies that waited for it (S0-31).
 */
export const endorseConfidentiality = defineMeetingCommand({
  name: 'endorseConfidentiality',
  title: 'Endorse the confidentiality declaration',
  duty: ['S0-18', 'S0-19', 'S0-20', 'S0-21', 'S1-24'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({
    mode: z.enum(endorsementModes),
    textVersion: z.string(),
    for: z.optional(workerSchema),
  }),
  decide(draft, input, context) {
    const me = actingWorker(context);
    const worker = input.for ?? me;
    const bySelf = worker.agencyId === me.agencyId && worker.representativeId === me.representativeId;
    if (input.mode === 'electronic' && !bySelf)
      return refuse('endorsement-by-another', 'nobody endorses electronically for another', {
        field: 'for',
        duty: 'S0-18',
      });
    if (input.mode === 'written' && !bySelf && !runsMeeting(draft, me))
      return refuse('not-running-the-meeting', 'who runs the meeting records a paper that another signed', {
        field: 'for',
        duty: 'S0-18',
      });
    if (!isInvited(draft, worker))
      return refuse('not-invited', 'this agency is not invited and not asked to endorse', { duty: 'S0-18' });
    if (input.textVersion !== context.policy.declaration.version)
      return refuse(
        'declaration-text-out-of-date',
        `the text in force is ${context.policy.declaration.version}`,
        {
          field: 'textVersion',
          duty: 'S0-18',
        },
      );
    const refusal = input.mode === 'verbal' ? checkVerbal(draft, context, worker) : undefined;
    if (refusal) return refusal;
    if (hasEndorsed(draft, worker)) return undefined;
    const rule = input.mode === 'verbal' ? context.policy.verbalEndorsement : undefined;
    draft.endorsements.push({
      worker: { ...worker },
      status: 'endorsed',
      mode: input.mode,
      textVersion: input.textVersion,
      at: context.now,
      ...(bySelf ? {} : { soughtBy: me }),
      ...(rule === undefined ? {} : { rule }),
    });
    for (const i of draft.invitations) {
      if (i.agencyId === worker.agencyId && i.withdrawnAt === undefined && i.role !== 'afterwards') {
        i.representativeId ??= worker.representativeId;
      }
    }
    endAsked(draft, context, { code: 'get_endorsement', subject: worker.representativeId }, 'done');
    context.event('confidentiality.endorsed', {
      agency: worker.agencyId,
      representative: worker.representativeId,
      mode: input.mode,
      text: input.textVersion,
      rule,
    });
    context.did('confidentiality.endorsed');
    for (const caseId of casesOf(draft, worker)) {
      context.command({
        aggregate: 'case',
        id: caseId,
        name: 'endorsementReceived',
        input: {
          meetingId: draft.meetingId,
          meetingVersion: draft.meetingVersion,
          worker,
          at: context.now,
          textVersion: input.textVersion,
          mode: input.mode,
        },
      });
    }
    return undefined;
  },
});

/**
 * Refuse the declaration, also after an endorsement: nothing of a case is opened any more, each case concerned is
 * told, and the chair is asked to talk to the person (S0-21).
 */
export const refuseConfidentiality = defineMeetingCommand({
  name: 'refuseConfidentiality',
  title: 'Refuse the confidentiality declaration',
  duty: ['S0-21', 'S0-31'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({
    reason: z.enum(['text_not_acceptable', 'own_agency_rules', 'not_taking_part', 'not_said', 'other']),
  }),
  decide(draft, { reason }, context) {
    const worker = actingWorker(context);
    if (!isInvited(draft, worker))
      return refuse('not-invited', 'this agency is not invited', { duty: 'S0-18' });
    draft.endorsements.push({
      worker,
      status: 'refused',
      textVersion: context.policy.declaration.version,
      at: context.now,
      reason,
    });
    askOf(draft, draft.meetingId, context, {
      code: 'confidentiality_refused',
      for: draft.chair,
      subject: worker.representativeId,
      reason,
    });
    for (const caseId of casesOf(draft, worker))
      context.command({
        aggregate: 'case',
        id: caseId,
        name: 'endorsementWithdrawn',
        input: { meetingId: draft.meetingId, meetingVersion: draft.meetingVersion, worker },
      });
    context.event('confidentiality.refused', {
      agency: worker.agencyId,
      representative: worker.representativeId,
      reason,
    });
    return undefined;
  },
});
