import * as z from 'zod/mini';
import { consentFlagsView, consentFlagsViewSchema } from '../../../domain/views/case-view.ts';
import { consentReasons, consentReasonsSchema } from '../../../domain/views/consent-view.ts';
import { nextSchema } from '../../../domain/views/next-moves.ts';
import type { Route } from '../route.ts';
import { withheld, withheldSchema } from './case.ts';
import { askerOfCase, nextOfCase } from './next.ts';
import { isRefused, readCase, shown } from './reading.ts';

const consentAnswer = z.object({
  ...consentFlagsViewSchema.shape,
  reasons: z.optional(consentReasonsSchema),
  withheld: z.array(withheldSchema),
  next: nextSchema,
});

/** Flags and basis for all who may see content; how she was asked and what she said for those who ask her. */
export const consentRoute: Route = {
  method: 'GET',
  path: '/cases/{caseId}/consent-attempts',
  operationId: 'listConsentAttempts',
  summary: 'Read the two consent flags, the basis and, where permitted, the attempts',
  tag: 'Consent',
  duty: ['S1-22', 'S1-23'],
  answer: consentAnswer,
  run: readCase('content', async ({ app, request, state, policy, may }) => {
    const permit = await may('consent_reason');
    const asker = await askerOfCase(app, state.caseId, request.subject);
    const body: z.infer<typeof consentAnswer> = {
      ...consentFlagsView(state),
      ...(isRefused(permit) ? {} : { reasons: consentReasons(state) }),
      withheld: isRefused(permit) ? [withheld('consent_reason', permit)] : [],
      next: nextOfCase({ app, state, policy }, asker, {}, ['Consent']),
    };
    return shown(body);
  }),
};
