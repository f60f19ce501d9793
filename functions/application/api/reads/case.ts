import * as z from 'zod/mini';
import type { ReadClass } from '../../../domain/access/asked.ts';
import type { Refusal } from '../../../domain/shared/refusal.ts';
import {
  caseContent,
  caseContentSchema,
  caseHandling,
  caseHandlingSchema,
} from '../../../domain/views/case-view.ts';
import { nextSchema } from '../../../domain/views/next-moves.ts';
import type { Route } from '../route.ts';
import { askerOfCase, nextOfCase } from './next.ts';
import { isRefused, readCase, shown, tagOf } from './reading.ts';

/** What is left out of an answer, and what would open it. */
export const withheldSchema = z.object({
  what: z.string(),
  /** Code of the refusal. */
  because: z.string(),
  message: z.string(),
  /** What has to be done or recorded first. */
  missing: z.array(z.string()),
});

export const withheld = (what: ReadClass, { code, message, missing = [] }: Refusal) => ({
  what,
  because: code,
  message,
  missing,
});

const caseAnswer = z.object({
  ...caseHandlingSchema.shape,
  content: z.optional(caseContentSchema),
  withheld: z.array(withheldSchema),
  next: nextSchema,
});

/** A case as far as the reader may see it: how it is handled for all with a part, its content by permit. */
export const caseRoute: Route = {
  method: 'GET',
  path: '/cases/{caseId}',
  operationId: 'getCase',
  summary: 'Read a case and what can be done next',
  tag: 'Cases',
  description:
    'Everybody with a part in the case sees how it is handled. Its content is shown to those who may see it; what is withheld is named with what would open it.',
  duty: ['S0-18', 'S1-22', 'S1-24'],
  answer: caseAnswer,
  run: readCase('handling', async ({ app, request, record, state, policy, now, may }) => {
    const { subject } = request;
    const permit = await may('content');
    const asker = await askerOfCase(app, state.caseId, subject);
    const body: z.infer<typeof caseAnswer> = {
      ...caseHandling(state, subject.agencyId, policy, now),
      ...(isRefused(permit) ? {} : { content: caseContent(state, policy, now) }),
      withheld: isRefused(permit) ? [withheld('content', permit)] : [],
      next: nextOfCase({ app, state, policy }, asker),
    };
    return shown(body, tagOf('referral', record, {}));
  }),
};
