import * as z from 'zod/mini';
import { asWorker } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCreation } from '../../command.ts';
import { endorse } from './endorse.ts';
import { endorsementInput, openingFields } from './inputs.ts';
import { emptyCase, fill, noVictim } from './open-case.ts';
import { submit } from './submit.ts';

/** Refer a family group to triage. The finding may still be missing; acceptance will ask for it (S0-06). */
export const refer = defineCaseCreation({
  name: 'refer',
  title: 'Refer',
  duty: ['S0-06', 'S2-05', 'S2-06', 'S2-25', 'S3-34'],
  input: z.strictObject({ ...openingFields, endorsement: z.optional(endorsementInput) }),
  create(caseId, { endorsement, ...input }, context) {
    const by = asWorker(context.by);
    if (!by) return refuse('not-for-this-actor', 'refer is for a worker');
    const state = emptyCase(caseId, input, { kind: 'referral', status: 'draft', from: by }, context);
    const refusal = fill(state, input, by, context) ?? noVictim(state);
    if (refusal) return refusal;
    if (endorsement) endorse(state, by, endorsement.mode, context);
    submit(state, context);
    return state;
  },
});
