import * as z from 'zod/mini';
import { workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { livePhases, openPhases } from '../../phases.ts';
import { cycleStart, nominatedLeadAt, sameWorker } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { askForFollowUp } from '../ending/ask-follow-up.ts';
import { heldMeeting } from '../lead/nominate-lead.ts';
import { afterDiscussion } from './after-discussion.ts';
import { releaseHeldCopies } from './copies.ts';

/** Add to an issued plan without changing it. Holders of a copy are told that there is something new to read. */
export const addAddendum = defineCaseCommand({
  name: 'addAddendum',
  title: 'Add to the plan',
  duty: ['S0-29', 'judgement'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ planId: idSchema, version: z.optional(z.int()) }),
  decide(draft, { planId, version }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-29' });
    if ('kind' in by) return by;
    const missing = requireNote(context, 'addendum', 'what is added');
    if (missing) return missing;
    const plan = draft.plans.findLast(
      (p) =>
        p.planId === planId && p.issuedAt !== undefined && (version === undefined || p.version === version),
    );
    if (!plan) return refuse('no-such-plan', 'there is no such issued plan', { field: 'planId' });
    const addendumId = context.newId('add', planId, plan.version, plan.addenda.length);
    const note = context.notes['addendum'];
    if (!note) return undefined;
    plan.addenda.push({ addendumId, noteId: note.noteId, by, at: context.now });
    context.event('plan.addendum', { plan: planId, version: plan.version, addendum: addendumId });
    for (const copy of draft.planCopies) {
      const isSent = copy.status === 'sending' || copy.status === 'delivered';
      if (copy.planId !== planId || copy.version !== plan.version || !isSent) continue;
      context.message({
        kind: 'plan_copy',
        cause: `addendum:${addendumId}`,
        to: [{ ...copy.to }],
        params: { planId, version: plan.version, ground: copy.ground, addendum: addendumId },
      });
    }
    return undefined;
  },
});

/** The case was discussed and there is no plan, for a reason (S0-07); a lead is nominated all the same (S0-26). */
export const recordNoPlan = defineCaseCommand({
  name: 'recordNoPlan',
  title: 'Record that there is no plan, and why',
  duty: ['S0-07', 'S0-09', 'S0-26', 'S0-28', 'S0-40'],
  phases: ['meeting'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-07' });
    if ('kind' in by) return by;
    if (!heldMeeting(draft))
      return refuse('meeting-not-held', 'who attends the meeting has not been recorded', {
        missing: ['attendance'],
      });
    if (!nominatedLeadAt(draft, context.now))
      return refuse('lead-not-nominated', 'no lead agency has been nominated', {
        missing: ['lead'],
        duty: 'S0-26',
      });
    context.event('plan.none', { reason, by: by.agencyId });
    context.did('plan.none');
    move(draft, 'recordNoPlan', 'follow_up_call', context);
    askForFollowUp(draft, context);
    afterDiscussion(draft, context, []);
    return undefined;
  },
});

/** An endorsement came for the meeting of this case: copies that waited for it are sent (S0-31). */
export const endorsementReceived = defineCaseCommand({
  name: 'endorsementReceived',
  title: 'Confidentiality was endorsed for the meeting',
  duty: ['S0-18', 'S0-31'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({
    meetingId: idSchema,
    meetingVersion: z.number(),
    worker: workerSchema,
    at: z.string(),
    textVersion: z.string(),
    mode: z.enum(['written', 'verbal', 'electronic']),
  }),
  decide(draft, { meetingId, worker, at, textVersion, mode }, context) {
    const known = draft.endorsements.some(
      (e) => sameWorker(e.worker, worker) && e.at === at && e.textVersion === textVersion,
    );
    if (!known) draft.endorsements.push({ worker, at, textVersion, mode });
    context.event('confidentiality.endorsed', {
      meeting: meetingId,
      agency: worker.agencyId,
      representative: worker.representativeId,
      mode,
    });
    releaseHeldCopies(draft, context, worker);
    return undefined;
  },
});

/**
 * Somebody refused the declaration, perhaps after having endorsed it: what was endorsed in this cycle, at the
 * meeting or at the call, opens nothing any more (guard d). A copy on its way is held again by the gate.
 */
export const endorsementWithdrawn = defineCaseCommand({
  name: 'endorsementWithdrawn',
  title: 'Confidentiality was refused for the meeting',
  duty: ['S0-21', 'S0-31'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({ meetingId: idSchema, meetingVersion: z.number(), worker: workerSchema }),
  decide(draft, { meetingId, worker }, context) {
    const since = cycleStart(draft, draft.cycle);
    draft.endorsements = draft.endorsements.filter((e) => !sameWorker(e.worker, worker) || e.at < since);
    context.event('confidentiality.refused', {
      meeting: meetingId,
      agency: worker.agencyId,
      representative: worker.representativeId,
    });
    return undefined;
  },
});
