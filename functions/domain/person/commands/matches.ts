import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { askChased } from '../../clocks/chase.ts';
import { matchBases } from '../../matching/bases.ts';
import { actorKey, asWorker, workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { noteId } from '../../shared/notes.ts';
import { type Refusal, refuse } from '../../shared/refusal.ts';
import { endAsked } from '../../shared/tasks.ts';
import { definePersonCommand, type PersonContext, tellCases } from '../command.ts';
import type { PersonState } from '../state.ts';

type PossibleMatch = NonNullable<PersonState['possibleMatches']>[number];

/**
 * Records that look alike, for the convening team to confirm or dismiss. It is done for every new person, with
 * nobody in the list when nothing was found, so that nobody can tell from a version whether there was a match.
 */
export const suggestMatches = definePersonCommand({
  name: 'suggestMatches',
  title: 'Suggest possible matches',
  duty: ['S0-13', 'judgement'],
  by: 'system',
  input: z.strictObject({
    candidates: z.array(
      z.strictObject({ personId: idSchema, basis: z.array(z.enum(matchBases)), score: z.number() }),
    ),
    /** Who is asked: whoever convenes the case, or the convening team's desk. */
    team: workerSchema,
  }),
  decide(draft, { candidates, team }, context) {
    draft.possibleMatches ??= [];
    const fresh: string[] = [];
    for (const candidate of candidates) {
      if (candidate.personId === draft.personId) continue;
      const known = findMatch(draft, candidate.personId);
      if (known?.decision) continue;
      if (known) Object.assign(known, { basis: candidate.basis, score: candidate.score });
      else {
        draft.possibleMatches.push({ ...candidate, at: context.now });
        fresh.push(candidate.personId);
      }
      askChased(draft, draft.personId, context, {
        code: 'review_match',
        for: team,
        subject: candidate.personId,
      });
    }
    if (fresh.length > 0) context.event('person.matches_suggested', { persons: fresh });
    return undefined;
  },
});

/**
 * Two records are of the same person. Nothing is merged: each keeps its cases to itself, each case learns that
 * there is another record, and those who may see both decide what follows (S0-13).
 */
export const confirmMatch = definePersonCommand({
  name: 'confirmMatch',
  title: 'Confirm a possible match',
  duty: ['S0-13', 'judgement'],
  by: 'worker',
  input: z.strictObject({ personId: idSchema }),
  decide(draft, { personId }, context) {
    const match = findMatch(draft, personId);
    const refusal = undecidable(draft, match, context);
    if (refusal || !match) return refusal;
    if (match.decision === 'confirmed')
      return refuse('match-confirmed', 'this match is confirmed already', { field: 'personId' });
    settle(match, 'confirmed', context);
    endAsked(draft, context, { code: 'review_match', subject: personId }, 'done');
    draft.matches.push({
      personId,
      basis: 'confirmed_match',
      at: context.now,
      by: actorKey(context.by),
    });
    context.event('person.match_confirmed', { person: personId });
    tellCases(draft, { what: 'possible_match', ref: personId }, context);
    context.command({
      aggregate: 'person',
      id: personId,
      name: 'linkPossibleMatch',
      input: { personId: draft.personId, basis: 'confirmed_match' },
    });
    return undefined;
  },
});

/** Two records are not of one person, or nobody can say: they are not suggested again. Also ends a confirmed match. */
export const dismissMatch = definePersonCommand({
  name: 'dismissMatch',
  title: 'Dismiss a possible match',
  duty: ['S0-13', 'judgement'],
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    reason: z.enum(['different_person', 'cannot_be_told', 'confirmed_in_error']),
  }),
  decide(draft, { personId, reason }, context) {
    const match = findMatch(draft, personId);
    const refusal = undecidable(draft, match, context);
    if (refusal || !match) return refusal;
    if (match.decision === 'dismissed')
      return refuse('match-dismissed', 'this match is dismissed already', { field: 'personId' });
    const linked = match.decision === 'confirmed';
    settle(match, 'dismissed', context, reason);
    endAsked(draft, context, { code: 'review_match', subject: personId }, 'done');
    draft.matches = draft.matches.filter((m) => m.personId !== personId);
    context.event('person.match_dismissed', { person: personId, reason });
    if (linked)
      context.command({
        aggregate: 'person',
        id: personId,
        name: 'unlinkMatch',
        input: { personId: draft.personId, reason },
      });
    return undefined;
  },
});

/** A match that was confirmed on the other record was confirmed in error. */
export const unlinkMatch = definePersonCommand({
  name: 'unlinkMatch',
  title: 'Follow a match that was dismissed',
  duty: ['judgement'],
  by: 'system',
  input: z.strictObject({ personId: idSchema, reason: z.string() }),
  decide(draft, { personId, reason }, context) {
    const kept = draft.matches.filter((m) => m.personId !== personId);
    if (kept.length === draft.matches.length) return undefined;
    draft.matches = kept;
    context.event('person.match_unlinked', { person: personId, reason });
    return undefined;
  },
});

const findMatch = (draft: Draft<PersonState>, personId: string): Draft<PossibleMatch> | undefined =>
  draft.possibleMatches?.find((match) => match.personId === personId);

/** Whoever was asked decides; what was never suggested cannot be decided. */
function undecidable(
  draft: Draft<PersonState>,
  match: PossibleMatch | undefined,
  context: PersonContext,
): Refusal | undefined {
  const asked = draft.tasks.findLast(
    (task) => task.code === 'review_match' && task.subject === match?.personId,
  );
  if (!match || !asked) return refuse('no-such-match', 'no such match was suggested', { field: 'personId' });
  if (asWorker(context.by)?.agencyId !== asked.for.agencyId)
    return refuse('not-for-this-worker', 'this is for the convening team');
  return undefined;
}

function settle(
  match: Draft<PossibleMatch>,
  decision: NonNullable<PossibleMatch['decision']>,
  context: PersonContext,
  reason?: string,
): void {
  Object.assign(match, {
    decision,
    decidedAt: context.now,
    by: actorKey(context.by),
    ...(reason === undefined ? {} : { reason }),
    ...noteId(context, 'rationale'),
  });
}
