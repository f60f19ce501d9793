import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { askChased } from '../clocks/chase.ts';
import { actorKey, asWorker, workerSchema } from '../shared/actor.ts';
import {
  type AggregateCommand,
  type AggregateContext,
  type AggregateCreation,
  createDecider,
} from '../shared/aggregate-command.ts';
import { codeSchema } from '../shared/code.ts';
import { idSchema } from '../shared/ids.ts';
import { refuse } from '../shared/refusal.ts';
import { askAboutRefusal, OPERATIONS, refusedInput } from '../shared/refused-commands.ts';
import { endAsked } from '../shared/tasks.ts';
import { endRinging, mailOutcomeOf } from '../shared/undelivered.ts';
import { hitSchema, type SearchState, soughtSchema } from './state.ts';

/** What a worker gives to look for somebody: why, in or for which case if any, and what is known. */
export const askInput = z.strictObject({
  reason: codeSchema,
  caseId: z.optional(idSchema),
  sought: soughtSchema,
});
type Ask = z.output<typeof askInput>;

function ask(draft: Draft<SearchState>, { sought, reason, caseId }: Ask, context: AggregateContext): void {
  const askId = context.newId('ask', draft.searchId);
  if (draft.asked.some((known) => known.askId === askId)) return;
  draft.asked.push({ askId, at: context.now, reason, ...(caseId === undefined ? {} : { caseId }) });
  draft.sought[askId] = sought;
  context.event('search.asked', { ask: askId, reason });
  const limit = context.policy.matching.searchesPerHour;
  if (draft.asked.length <= limit) return;
  context.event('search.unusual', { count: draft.asked.length, limit });
  askChased(draft, draft.searchId, context, {
    code: 'check_unusual_searching',
    for: context.policy.conveningTeam.desk,
    subject: `${draft.worker.agencyId}/${draft.worker.representativeId}`,
  });
}

const title = 'Search for a person';
const duty = ['S0-12', 'S0-13', 'judgement'];

/** The first search of a worker in an hour. What came of it goes to the convening team, never to who asked. */
const firstAsk: AggregateCreation<SearchState, typeof askInput> = {
  name: 'askSearch',
  title,
  duty,
  input: askInput,
  create(searchId, input, context) {
    const worker = asWorker(context.by);
    if (!worker) return refuse('not-for-this-actor', 'askSearch is for a worker');
    const state: SearchState = {
      schema: 1,
      searchId,
      worker,
      hour: context.now.slice(0, 13),
      asked: [],
      sought: {},
      tasks: [],
      received: {},
    };
    ask(state, input, context);
    return state;
  },
};

const askAgain: AggregateCommand<SearchState, typeof askInput> = {
  name: 'askSearch',
  title,
  duty,
  by: 'worker',
  input: askInput,
  decide(draft, input, context) {
    ask(draft, input, context);
    return undefined;
  },
};

const foundInput = z.strictObject({ askId: idSchema, hits: z.array(hitSchema), team: workerSchema });

/** What relay found. With a hit the convening team is asked to see whether who searched has to know. */
const recordHits: AggregateCommand<SearchState, typeof foundInput> = {
  name: 'recordHits',
  title: 'Record what a search found',
  duty,
  by: 'system',
  input: foundInput,
  decide(draft, { askId, hits, team }, context) {
    const asked = draft.asked.find((one) => one.askId === askId);
    if (!asked || asked.hits) return undefined;
    asked.hits = hits;
    context.event('search.done', { ask: askId, hits: hits.map(({ personId }) => personId) });
    if (hits.length === 0) return undefined;
    askChased(draft, draft.searchId, context, {
      code: 'review_search',
      for: team,
      subject: askId,
    });
    return undefined;
  },
};

const answerInput = z.strictObject({
  askId: idSchema,
  outcome: z.enum(['told_worker', 'brought_together', 'not_the_person', 'no_need_to_know']),
});

/** What the convening team did about a search. */
const answerSearch: AggregateCommand<SearchState, typeof answerInput> = {
  name: 'answerSearch',
  title: 'Say what was done about a search',
  duty,
  by: 'worker',
  input: answerInput,
  decide(draft, { askId, outcome }, context) {
    const asked = draft.asked.find((one) => one.askId === askId);
    const task = draft.tasks.findLast((one) => one.code === 'review_search' && one.subject === askId);
    if (!asked || !task) return refuse('no-such-search', 'nothing was asked about this', { field: 'askId' });
    if (asWorker(context.by)?.agencyId !== task.for.agencyId)
      return refuse('not-for-this-worker', 'this is for the convening team');
    if (asked.answered)
      return refuse('search-answered', 'this search was seen to already', { field: 'askId' });
    asked.answered = { outcome, at: context.now, by: actorKey(context.by) };
    context.event('search.answered', { ask: askId, outcome });
    endAsked(draft, context, { code: 'review_search', subject: askId }, 'done');
    endRinging(draft, context);
    return undefined;
  },
};

const unusualInput = z.strictObject({
  outcome: z.enum(['part_of_the_work', 'spoken_to', 'passed_to_integrity']),
});

/** What became of a look at unusual searching. */
const reviewUnusualSearching: AggregateCommand<SearchState, typeof unusualInput> = {
  name: 'reviewUnusualSearching',
  title: 'Say what became of a look at unusual searching',
  duty: ['judgement'],
  by: 'worker',
  input: unusualInput,
  decide(draft, { outcome }, context) {
    const task = draft.tasks.find((one) => one.code === 'check_unusual_searching' && one.status === 'open');
    if (!task) return refuse('no-such-task', 'there is no such open task');
    const by = asWorker(context.by);
    if (by?.agencyId !== task.for.agencyId || by.representativeId === draft.worker.representativeId)
      return refuse('not-for-this-worker', 'this is for somebody else of the convening team');
    task.outcome = outcome;
    context.event('search.unusual_reviewed', { outcome });
    endAsked(draft, context, { code: 'check_unusual_searching' }, 'done');
    endRinging(draft, context);
    return undefined;
  },
};

const messageOutcome = mailOutcomeOf<SearchState>(({ searchId }) => searchId);

const commandRefused: AggregateCommand<SearchState, typeof refusedInput> = {
  name: 'commandRefused',
  title: 'Take note that another record refused',
  duty: ['judgement'],
  by: 'system',
  input: refusedInput,
  decide(draft, refused, context) {
    askAboutRefusal(draft, draft.searchId, context, { agencyId: OPERATIONS }, refused);
    return undefined;
  },
};

const searchCreations = [firstAsk] as readonly AggregateCreation<SearchState>[];
const searchCommands = [
  askAgain,
  recordHits,
  answerSearch,
  reviewUnusualSearching,
  messageOutcome,
  commandRefused,
] as readonly AggregateCommand<SearchState>[];

/** What the convening team answers; a search itself comes in by a way of its own. */
export const searchAnswers = [
  answerSearch,
  reviewUnusualSearching,
] as readonly AggregateCommand<SearchState>[];

/** Decide any command about the searches of a worker within an hour. */
export const decideSearch = createDecider<SearchState>({
  noun: 'search',
  creations: searchCreations,
  commands: searchCommands,
});
