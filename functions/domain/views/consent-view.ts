import * as z from 'zod/mini';
import { basisDecisionSchema, consentAttemptSchema, consentSchema } from '../case/schema/consent.ts';
import type { CaseState } from '../case/state.ts';

/** How she was asked and what she said, for those who ask her and nobody else (S1-22, S1-23). */
export const consentReasonsSchema = z.object({
  attempts: z.array(consentAttemptSchema),
  decisions: z.array(basisDecisionSchema),
  notSafeToAsk: consentSchema.shape.notSafeToAsk,
  goAheadTold: consentSchema.shape.goAheadTold,
  supportOffers: consentSchema.shape.supportOffers,
  culturalSupport: consentSchema.shape.culturalSupport,
});
export type ConsentReasons = z.infer<typeof consentReasonsSchema>;

export const consentReasons = ({ consent }: CaseState): ConsentReasons => consentReasonsSchema.parse(consent);

/** Whether a narrative is about how she was asked, or can be again, or why it went on without her yes. */
export const isConsentNote = ({ consent }: CaseState, noteId: string): boolean =>
  [...consent.attempts, ...consent.decisions, ...consent.notSafeToAsk].some((one) => one.noteId === noteId);
