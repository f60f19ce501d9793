import * as z from 'zod/mini';
import { startClock } from '../../../clocks/manage.ts';
import { actingWorker, asWorker } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand, defineCaseCreation } from '../../command.ts';
import { sameWorker } from '../../queries.ts';
import { endorse } from './endorse.ts';
import { draftInput, endorsementInput } from './inputs.ts';
import { emptyCase, fill, noVictim } from './open-case.ts';
import { waitAs } from './status.ts';
import { submit } from './submit.ts';

/** Save a referral that is not complete yet. It reaches nobody, but a clock asks its author about it. */
export const saveDraft = defineCaseCreation({
  name: 'saveDraft',
  title: 'Save a draft referral',
  duty: ['judgement'],
  input: draftInput,
  create(caseId, input, context) {
    const by = asWorker(context.by);
    if (!by) return refuse('not-for-this-actor', 'saveDraft is for a worker');
    const state = emptyCase(caseId, input, { kind: 'referral', status: 'draft', from: by }, context);
    const refusal = fill(state, input, by, context);
    if (refusal) return refusal;
    startClock(state, context, 'draft.stale');
    context.event('draft.saved');
    return state;
  },
});

/** Resume a draft: what it says now takes the place of what it said. */
export const updateDraft = defineCaseCommand({
  name: 'updateDraft',
  title: 'Resume the draft',
  duty: ['judgement'],
  phases: ['referral'],
  by: 'worker',
  input: draftInput,
  decide(draft, input, context) {
    const by = actingWorker(context.by);
    if (draft.referral.status !== 'draft')
      return refuse('not-a-draft', 'the referral was sent; it is no draft now');
    if (by.agencyId !== draft.referral.from.agencyId)
      return refuse('not-the-author', 'a draft belongs to the agency that began it');
    for (const member of draft.members) {
      if (input.members.some((m) => m.personId === member.personId)) continue;
      context.command({
        aggregate: 'person',
        id: member.personId,
        name: 'leaveCase',
        input: { caseId: draft.caseId },
      });
    }
    draft.members = [];
    draft.consent.flags = [];
    draft.agencies = [];
    draft.links = [];
    delete draft.referral.finding;
    const refusal = fill(draft, input, by, context);
    if (refusal) return refusal;
    waitAs(draft, 'draft', context);
    context.event('draft.saved');
    return undefined;
  },
});

/** Send a draft to triage. From here on it is a referral like any other. */
export const submitDraft = defineCaseCommand({
  name: 'submitDraft',
  title: 'Send the draft',
  duty: ['S0-06', 'S2-25'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({ endorsement: z.optional(endorsementInput) }),
  decide(draft, { endorsement }, context) {
    const by = actingWorker(context.by);
    if (draft.referral.status !== 'draft') return refuse('not-a-draft', 'the referral was sent already');
    if (by.agencyId !== draft.referral.from.agencyId)
      return refuse('not-the-author', 'a draft belongs to the agency that began it');
    const incomplete = noVictim(draft);
    if (incomplete) return incomplete;
    if (draft.referral.criteria.length === 0)
      return refuse('criteria-missing', 'why the family group is referred is missing', {
        missing: ['criteria'],
      });
    if (!sameWorker(draft.referral.from, by)) draft.referral.from = by;
    if (endorsement) endorse(draft, by, endorsement.mode, context);
    submit(draft, context);
    return undefined;
  },
});
