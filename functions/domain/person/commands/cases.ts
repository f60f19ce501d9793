import * as z from 'zod/mini';
import { localDate } from '../../calendar/index.ts';
import { actorKey } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { definePersonCommand, tellCase, tellCases } from '../command.ts';
import { isOfFirstPeoples } from '../queries.ts';

/** A case took the person in. It learns at once what already stands and has a date: a release, a flag, a death. */
export const joinCase = definePersonCommand({
  name: 'joinCase',
  title: 'Take note of a case',
  duty: ['S0-13', 'S2-18', 'S2-23', 'S3-40'],
  by: 'system',
  input: z.strictObject({ caseId: idSchema }),
  decide(draft, { caseId }, context) {
    if (draft.cases.some((c) => c.caseId === caseId && c.leftAt === undefined)) return undefined;
    draft.cases.push({ caseId, since: context.now });
    context.event('person.joined_case', { case: caseId });
    if (draft.deceasedAt !== undefined) tellCase(draft, caseId, { what: 'died' }, context);
    const { expectedRelease } = draft.custody;
    if (expectedRelease !== undefined)
      tellCase(draft, caseId, { what: 'release_expected', on: expectedRelease }, context);
    else if (draft.custody.in) tellCase(draft, caseId, { what: 'release_unknown' }, context);
    for (const flag of draft.flags)
      if (flag.withdrawnAt === undefined && flag.expiresOn > localDate(context.calendar, context.now))
        tellCase(draft, caseId, { what: 'flag_placed', on: flag.expiresOn, ref: flag.flagId }, context);
    if (draft.designation.at(-1)?.stage === 'made')
      tellCase(draft, caseId, { what: 'serial_designation_made' }, context);
    if (isOfFirstPeoples(draft)) tellCase(draft, caseId, { what: 'cultural_support' }, context);
    return undefined;
  },
});

/** A case let the person go. */
export const leaveCase = definePersonCommand({
  name: 'leaveCase',
  title: 'Take note that a case let the person go',
  duty: ['judgement'],
  by: 'system',
  input: z.strictObject({ caseId: idSchema }),
  decide(draft, { caseId }, context) {
    const part = draft.cases.find((c) => c.caseId === caseId && c.leftAt === undefined);
    if (!part) return undefined;
    part.leftAt = context.now;
    context.event('person.left_case', { case: caseId });
    return undefined;
  },
});

/** A case recorded the death: every other case of the person stops contact too. */
export const markDeceased = definePersonCommand({
  name: 'markDeceased',
  title: 'Take note of a death',
  duty: ['judgement'],
  by: 'system',
  input: z.strictObject({ caseId: idSchema }),
  decide(draft, { caseId }, context) {
    if (draft.deceasedAt !== undefined) return undefined;
    draft.deceasedAt = context.now;
    context.event('person.died');
    tellCases(draft, { what: 'died' }, context, caseId);
    return undefined;
  },
});

/**
 * Two records may be the same person. Nothing is merged: each keeps its cases to itself, and those who may see
 * both decide (S0-13).
 */
export const linkPossibleMatch = definePersonCommand({
  name: 'linkPossibleMatch',
  title: 'Link a possible match',
  duty: ['S0-13', 'judgement'],
  by: 'any',
  input: z.strictObject({ personId: idSchema, basis: codeSchema }),
  decide(draft, { personId, basis }, context) {
    if (personId === draft.personId)
      return refuse('matches-itself', 'a record is not matched to itself', { field: 'personId' });
    if (draft.matches.some((m) => m.personId === personId)) return undefined;
    draft.matches.push({ personId, basis, at: context.now, by: actorKey(context.by) });
    context.event('person.possible_match', { person: personId, basis });
    tellCases(draft, { what: 'possible_match', ref: personId }, context);
    context.command({
      aggregate: 'person',
      id: personId,
      name: 'linkPossibleMatch',
      input: { personId: draft.personId, basis },
    });
    return undefined;
  },
});

/** A wrong match is split: the cases named speak of the other record from now on. */
export const splitPerson = definePersonCommand({
  name: 'splitPerson',
  title: 'Split a wrong match',
  duty: ['judgement'],
  by: 'worker',
  input: z.strictObject({ into: idSchema, caseIds: z.array(idSchema).check(z.minLength(1)) }),
  decide(draft, { into, caseIds }, context) {
    if (into === draft.personId)
      return refuse('splits-into-itself', 'a record is split into another', { field: 'into' });
    const parts = draft.cases.filter((c) => c.leftAt === undefined && caseIds.includes(c.caseId));
    if (parts.length !== new Set(caseIds).size)
      return refuse('not-in-this-case', 'the person is not in every case named', { field: 'caseIds' });
    for (const part of parts) {
      part.leftAt = context.now;
      context.command({
        aggregate: 'case',
        id: part.caseId,
        name: 'personSplit',
        input: { personId: draft.personId, into },
      });
    }
    draft.splits.push({ into, caseIds, at: context.now, by: actorKey(context.by) });
    context.event('person.split', { into, cases: caseIds });
    return undefined;
  },
});
