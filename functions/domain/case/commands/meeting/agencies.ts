import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { asWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { askForBases, basisTask } from '../../agency-basis.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import {
  agencyRecipient,
  currentAgencies,
  isExcluded,
  leadAt,
  nominatedLeadAt,
  openActions,
} from '../../queries.ts';
import { type CaseFunction, requireFunction } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, endTasksThat } from '../../tasks.ts';
import { basisRefusal, takeAll, takePart } from '../referral/agencies.ts';
import { agencyInput } from '../referral/inputs.ts';
import { tellMeeting } from './meeting-clocks.ts';

const runsCase: readonly CaseFunction[] = ['lead', 'convenor', 'chair', 'triage'];

const notInCase = () =>
  refuse('agency-not-in-case', 'this agency does not take part in the case', { field: 'agencyId' });

/** Ask the meeting to come to invite an agency as it now takes part, unless who acts for it is excluded. */
function invite(draft: Draft<CaseState>, context: CaseContext, agencyId: string): void {
  const agency = currentAgencies(draft).find((a) => a.agencyId === agencyId);
  const to = agencyRecipient(draft, agencyId);
  if (!agency || agency.participation === 'not_appropriate' || isExcluded(draft, to)) return;
  tellMeeting(draft, context, 'inviteAgency', {
    invitee: { ...to, required: agency.participation === 'required' },
  });
}

/** What an exclusion asked about an agency's place in the case, answered by naming another or by its leaving. */
const endPlaceTasks = (draft: Draft<CaseState>, context: CaseContext, agencyId: string): void =>
  endTasksThat(
    draft,
    context,
    ({ code, subject }) => subject === agencyId && placeTasks.includes(code),
    'done',
  );
const placeTasks: readonly string[] = ['replace_representative', 'redirect_requests'];

/** Add agencies to the case; a meeting that is to come invites them too (S2-01, S2-04, S2-22, S3-13). */
export const proposeAgencies = defineCaseCommand({
  name: 'proposeAgencies',
  title: 'Propose agencies for the case',
  duty: ['S2-01', 'S2-04', 'S2-22', 'S3-13', 'S3-14'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ agencies: z.array(agencyInput).check(z.minLength(1)) }),
  decide(draft, { agencies }, context) {
    const by = requireFunction(draft, context, runsCase, { agencies: [draft.referral.from.agencyId] });
    if ('kind' in by) return by;
    if (agencies.some((agency) => isExcluded(draft, agency)))
      return refuse('agency-excluded', 'an agency or its representative is excluded from this case', {
        field: 'agencies',
      });
    const unfounded = takeAll(draft, agencies, context);
    if (unfounded) return unfounded;
    if (draft.phase !== 'referral') askForBases(draft, context);
    for (const { agencyId } of agencies) invite(draft, context, agencyId);
    return undefined;
  },
});

/** Name who acts for an agency in this case (S0-35): the agency itself, or who runs the case. */
export const nameRepresentative = defineCaseCommand({
  name: 'nameRepresentative',
  title: 'Name a representative for the case',
  duty: ['S0-35'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ agencyId: idSchema, representativeId: idSchema }),
  decide(draft, { agencyId, representativeId }, context) {
    const by = requireFunction(draft, context, runsCase, { agencies: [agencyId], duty: 'S0-35' });
    if ('kind' in by) return by;
    if (!currentAgencies(draft).some((a) => a.agencyId === agencyId)) return notInCase();
    if (isExcluded(draft, { agencyId, representativeId }))
      return refuse('worker-excluded', 'this worker is excluded from the case', {
        field: 'representativeId',
      });
    takePart(draft, { agencyId, representativeId }, context);
    endPlaceTasks(draft, context, agencyId);
    context.event('agency.represented', { agency: agencyId, representative: representativeId });
    invite(draft, context, agencyId);
    return undefined;
  },
});

/**
 * Mark an agency's part as required, invited, or not appropriate here, each by a named person with a reason;
 * neither is the default for all (S2-02). One that is not appropriate is neither invited nor chased.
 */
export const setParticipation = defineCaseCommand({
  name: 'setParticipation',
  title: 'Say whether an agency has to take part',
  duty: ['S2-02'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({
    agencyId: idSchema,
    participation: z.enum(['invited', 'required', 'not_appropriate']),
    reason: z.optional(codeSchema),
  }),
  decide(draft, { agencyId, participation, reason }, context) {
    const by = requireFunction(draft, context, runsCase, { duty: 'S2-02' });
    if ('kind' in by) return by;
    const known = currentAgencies(draft).find((a) => a.agencyId === agencyId);
    if (!known) return notInCase();
    if (participation !== 'invited' && reason === undefined)
      return refuse('reason-missing', 'that an agency has to, or should not, take part needs a reason', {
        missing: ['reason'],
        duty: 'S2-02',
      });
    known.participation = participation;
    if (reason !== undefined) known.participationReason = reason;
    context.event('agency.participation', { agency: agencyId, participation, reason });
    if (participation === 'not_appropriate')
      endTasks(draft, context, { code: basisTask, subject: agencyId }, 'cancelled', participation);
    if (participation === 'not_appropriate')
      tellMeeting(draft, context, 'withdrawAgency', { agencyId, reason });
    else invite(draft, context, agencyId);
    return undefined;
  },
});

/** An agency leaves the case, unless it leads or still holds an action: then that goes to another first (S2-39). */
export const removeAgency = defineCaseCommand({
  name: 'removeAgency',
  title: 'Take an agency out of the case',
  duty: ['S2-39'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ agencyId: idSchema, reason: codeSchema }),
  decide(draft, { agencyId, reason }, context) {
    const by = requireFunction(draft, context, runsCase, { duty: 'S2-39' });
    if ('kind' in by) return by;
    const known = draft.agencies.find((a) => a.agencyId === agencyId && a.removedAt === undefined);
    if (!known) return notInCase();
    if (
      [leadAt(draft, context.now), nominatedLeadAt(draft, context.now)].some((p) => p?.agencyId === agencyId)
    )
      return refuse('agency-leads', 'the agency leads this case; another takes the lead first', {
        duty: 'S2-39',
      });
    if (openActions(draft).some((action) => action.owner.agencyId === agencyId))
      return refuse('agency-holds-actions', 'the agency holds an open action; hand it on or end it first', {
        duty: 'S2-39',
      });
    known.removedAt = context.now;
    endTasks(draft, context, { code: basisTask, subject: agencyId }, 'cancelled', 'agency_removed');
    endPlaceTasks(draft, context, agencyId);
    context.event('agency.removed', { agency: agencyId, reason });
    tellMeeting(draft, context, 'withdrawAgency', { agencyId, reason });
    return undefined;
  },
});

/**
 * Record why an agency may be given case content: an agreement it signed, or a legal basis whose
 * preconditions the record holds (S0-44, S0-45, S1-18, S2-22).
 */
export const setSharingBasis = defineCaseCommand({
  name: 'setSharingBasis',
  title: 'Record on what basis an agency may be told',
  duty: ['S0-44', 'S0-45', 'S1-17', 'S1-18', 'S2-22'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ agencyId: idSchema, basis: codeSchema }),
  decide(draft, { agencyId, basis }, context) {
    const by = requireFunction(draft, context, runsCase, { duty: 'S0-44' });
    if ('kind' in by) return by;
    const known = currentAgencies(draft).find((a) => a.agencyId === agencyId);
    if (!known) return notInCase();
    const unfounded = basisRefusal(draft, { agencyId, basis }, context);
    if (unfounded) return unfounded;
    const worker = asWorker(context.by);
    known.basis = { code: basis, at: context.now, ...(worker ? { by: worker } : {}) };
    endTasks(draft, context, { code: basisTask, subject: agencyId }, 'done', 'basis_recorded');
    context.event('agency.basis', { agency: agencyId, basis });
    return undefined;
  },
});
