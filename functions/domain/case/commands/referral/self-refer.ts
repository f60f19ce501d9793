import * as z from 'zod/mini';
import { asWorker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCreation } from '../../command.ts';
import { openTask } from '../../tasks.ts';
import { endorse } from './endorse.ts';
import { endorsementInput, openingFields } from './inputs.ts';
import { emptyCase, fill, noVictim } from './open-case.ts';
import { submit } from './submit.ts';

const answer = z.strictObject({ answer: z.enum(['yes', 'no']), reason: codeSchema });

/**
 * A victim survivor asked a service for help. The service identifies and assesses the risk itself, before or
 * with the referral onward, so that she does not tell her story twice (S3-29, S3-32). By exception, with the
 * reason (S3-33). Eligible and suitable are two answers; immediate risk is acted on whatever they are (S3-30).
 */
export const selfRefer = defineCaseCreation({
  name: 'selfRefer',
  title: 'Take up a self-referral',
  duty: ['S3-29', 'S3-30', 'S3-32', 'S3-33'],
  input: z.strictObject({
    ...openingFields,
    selfReferralReason: codeSchema,
    intake: z.strictObject({
      eligible: answer,
      suitable: answer,
      immediateRisk: z.enum(['acted_on', 'none_found']),
    }),
    endorsement: z.optional(endorsementInput),
  }),
  create(caseId, { selfReferralReason, intake, endorsement, ...input }, context) {
    const by = asWorker(context.by);
    if (!by) return refuse('not-for-this-actor', 'selfRefer is for a worker');
    const state = emptyCase(caseId, input, { kind: 'self_referral', status: 'draft', from: by }, context);
    state.referral.selfReferralReason = selfReferralReason;
    state.referral.intake = intake;
    const refusal = fill(state, input, by, context) ?? noVictim(state);
    if (refusal) return refusal;
    if (endorsement) endorse(state, by, endorsement.mode, context);
    openTask(state, context, { code: 'identify_risk', for: by });
    openTask(state, context, { code: 'assess_risk', for: by });
    submit(state, context);
    return state;
  },
});
