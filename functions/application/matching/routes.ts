import * as z from 'zod/mini';
import { askInput } from '../../domain/search/decide.ts';
import { hitSchema, searchSchema, soughtSchema } from '../../domain/search/state.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { isRefusal, refuse } from '../../domain/shared/refusal.ts';
import { authorise } from '../access/authorise.ts';
import { onceOnly } from '../api/once.ts';
import type { Route } from '../api/route.ts';
import { loadPerson } from '../load-states.ts';
import { readAsAsked, refused } from './asked-team.ts';
import { askSearch } from './search.ts';

/** The same words for everybody and everything: that somebody is known is not said here. */
const received = { received: true } as const;

const search: Route = {
  method: 'POST',
  path: '/person-searches',
  operationId: 'askSearch',
  summary: 'Search for a person',
  tag: 'Person searches',
  description:
    'Search before you enter somebody. The answer is always the same: the convening team sees what was found ' +
    'and gets in touch when you need to know.',
  duty: ['S0-12', 'S0-13'],
  body: askInput,
  answer: z.object({ received: z.literal(true) }),
  status: 202,
  async run(app, request) {
    const { subject, idempotencyKey: key = '' } = request;
    const permit = await authorise(app, {
      subject,
      purpose: request.purpose,
      asked: { kind: 'command', aggregate: 'search', name: 'askSearch' },
    });
    if (isRefusal(permit)) return refused(permit);
    return onceOnly(app, request, async () => {
      const { agencyId, representativeId } = subject;
      const refusal = await askSearch(app, askInput.parse(request.body), { agencyId, representativeId }, key);
      return refusal ?? { status: 202, body: received };
    });
  },
};

const askedView = z.object({
  askId: idSchema,
  at: z.string(),
  reason: z.string(),
  caseId: z.optional(idSchema),
  sought: z.optional(soughtSchema),
  hits: z.optional(z.array(hitSchema)),
  outcome: z.optional(z.string()),
});

const readSearches: Route = {
  method: 'GET',
  path: '/person-searches/{searchId}',
  operationId: 'readSearches',
  summary: 'Read what a worker searched for and what was found',
  tag: 'Person searches',
  answer: z.object({ agencyId: idSchema, representativeId: idSchema, asked: z.array(askedView) }),
  async run(app, request) {
    const ref = { type: 'search', id: request.params['searchId'] ?? '' } as const;
    const refusal = await readAsAsked(app, request, ref, 'answerSearch');
    if (refusal) return refusal;
    const record = await app.aggregates.load(ref);
    if (!record) return refuse('not-found', 'there is nothing here, or nothing that you may see');
    const { worker, asked, sought } = searchSchema.parse(record.data);
    const views = asked.map(({ askId, at, reason, caseId, hits, answered }) => ({
      askId,
      at,
      reason,
      ...(caseId === undefined ? {} : { caseId }),
      sought: sought[askId],
      ...(hits && { hits }),
      ...(answered && { outcome: answered.outcome }),
    }));
    return { status: 200, body: { ...worker, asked: views } };
  },
};

const matchView = z.object({
  personId: idSchema,
  basis: z.array(z.string()),
  score: z.number(),
  at: z.string(),
  decision: z.optional(z.enum(['confirmed', 'dismissed'])),
  decidedAt: z.optional(z.string()),
});

const readMatches: Route = {
  method: 'GET',
  path: '/cases/{caseId}/persons/{personId}/possible-matches',
  operationId: 'listPossibleMatches',
  summary: 'Read the possible matches of a person',
  tag: 'Persons',
  duty: ['S0-13'],
  answer: z.object({ matches: z.array(matchView) }),
  async run(app, { params, subject, purpose }) {
    const { caseId, personId = '' } = params;
    const permit = await authorise(app, {
      subject,
      purpose,
      caseId,
      ref: { type: 'person', id: personId },
      asked: { kind: 'command', aggregate: 'person', name: 'confirmMatch' },
    });
    if (isRefusal(permit)) return refused(permit);
    const person = await loadPerson(app, personId);
    const matches = (person?.possibleMatches ?? []).map(
      ({ personId: other, basis, score, at, decision, decidedAt }) => ({
        personId: other,
        basis,
        score,
        at,
        ...(decision && { decision }),
        ...(decidedAt === undefined ? {} : { decidedAt }),
      }),
    );
    return { status: 200, body: { matches } };
  },
};

/** Search before create, without an oracle; what it found is for the convening team. */
export const matchRoutes: Route[] = [search, readSearches, readMatches];
