import * as z from 'zod/mini';
import { actingWorker, workerSchema } from '../../../shared/actor.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { isExcluded } from '../../queries.ts';
import { urgencySchema } from '../../schema/referral.ts';
import { beginConvening } from '../consent/start.ts';
import { takeAll } from './agencies.ts';
import { endorse } from './endorse.ts';
import { findHighRisk } from './finding.ts';
import { agencyInput, endorsementInput, findingInput } from './inputs.ts';
import { noVictim, setFinding } from './open-case.ts';
import { notBeforeTriage } from './rules.ts';
import { decideTriage, endReferralClocks } from './status.ts';

/** Accept a referral and name the convening lead. Never without a finding of high risk (S0-06). */
export const acceptReferral = defineCaseCommand({
  name: 'acceptReferral',
  title: 'Accept the referral',
  duty: ['S0-06', 'S1-03', 'S1-19', 'S3-34'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({
    conveningLead: workerSchema,
    urgency: z.optional(urgencySchema),
    finding: z.optional(findingInput),
    convenor: z.optional(workerSchema),
    chair: z.optional(workerSchema),
    region: z.optional(workerSchema),
    afterHours: z.optional(workerSchema),
    agencies: z._default(z.array(agencyInput), []),
    endorsement: z.optional(endorsementInput),
  }),
  decide(draft, { conveningLead, urgency, finding, agencies, endorsement, ...contacts }, context) {
    const by = actingWorker(context.by);
    const early = notBeforeTriage(draft, by);
    if (early) return early;
    if (finding) {
      const found = findHighRisk(finding, by, context);
      if (isRefusal(found)) return found;
      setFinding(draft, found.finding);
    }
    if (!draft.referral.finding)
      return refuse(
        'finding-missing',
        'no finding of high risk of serious injury, harm or death is recorded: who found it, when, on what basis',
        { missing: ['finding'], duty: 'S0-06' },
      );
    const incomplete = noVictim(draft);
    if (incomplete) return incomplete;
    if (isExcluded(draft, conveningLead))
      return refuse('worker-excluded', 'this worker is excluded from the case', { field: 'conveningLead' });
    if (urgency !== undefined) draft.urgency = urgency;
    Object.assign(draft.contacts, contacts);
    const unfounded = takeAll(draft, agencies, context);
    if (unfounded) return unfounded;
    decideTriage(draft, 'accepted', 'high_risk', context);
    endReferralClocks(draft, context);
    draft.referral.status = 'accepted';
    if (endorsement) endorse(draft, by, endorsement.mode, context);
    move(draft, 'acceptReferral', 'consent_attempt', context);
    beginConvening(draft, conveningLead, 'accepted', context);
    return undefined;
  },
});
