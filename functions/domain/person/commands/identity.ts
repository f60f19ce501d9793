import * as z from 'zod/mini';
import { actorKey } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { refuse } from '../../shared/refusal.ts';
import { definePersonCommand, definePersonCreation, tellCases } from '../command.ts';
import { isOfFirstPeoples } from '../queries.ts';
import { answerSchema, identitySchema, needAspects, type PersonState } from '../state.ts';

const given = z.partial(identitySchema);

/** Enter a person. One whose identity is not known yet can be entered as such (S2-25). */
export const createPerson = definePersonCreation({
  name: 'createPerson',
  title: 'Enter a person',
  duty: ['S2-25', 'S4-16'],
  input: z.strictObject({ identity: z._default(given, {}), identityUnknown: z._default(z.boolean(), false) }),
  create(personId, { identity, identityUnknown }, context): PersonState | ReturnType<typeof refuse> {
    if (!identityUnknown && (identity.names ?? []).length === 0)
      return refuse('name-missing', 'a person has a name, or is entered as one whose identity is unknown', {
        missing: ['identity.names'],
        duty: 'S2-25',
      });
    context.event('person.created', { unknown: identityUnknown });
    return {
      schema: 1,
      personId,
      createdAt: context.now,
      identity: {
        names: [],
        addresses: [],
        workplaces: [],
        schools: [],
        phones: [],
        emails: [],
        ...identity,
      },
      identityUnknown,
      needs: {},
      flags: [],
      orders: [],
      breaches: [],
      custody: { in: false, history: [] },
      programs: [],
      designation: [],
      cases: [],
      matches: [],
      splits: [],
      tasks: [],
      received: {},
    };
  },
});

/** Correct what identifies a person: each field given takes the place of the one before. */
export const correctIdentity = definePersonCommand({
  name: 'correctIdentity',
  title: 'Correct the identity',
  duty: ['S2-25', 'S4-16'],
  by: 'worker',
  input: z.strictObject({ identity: given, identityUnknown: z.optional(z.boolean()) }),
  decide(draft, { identity, identityUnknown }, context) {
    const names = identity.names ?? draft.identity.names;
    const unknown = identityUnknown ?? (draft.identityUnknown && names.length === 0);
    if (!unknown && names.length === 0)
      return refuse('name-missing', 'a person has a name, or is one whose identity is unknown', {
        missing: ['identity.names'],
      });
    Object.assign(draft.identity, identity);
    draft.identityUnknown = unknown;
    context.event('person.identity_corrected', { fields: Object.keys(identity) });
    return undefined;
  },
});

/** What somebody needs to be served well. Not asked, declined and unknown stay apart. */
export const recordCulturalNeeds = definePersonCommand({
  name: 'recordCulturalNeeds',
  title: 'Record cultural and access needs',
  duty: ['S2-28', 'S2-35', 'S3-40', 'S4-21'],
  by: 'worker',
  input: z.strictObject({
    aspect: z.enum(needAspects),
    status: answerSchema.shape.status,
    codes: z._default(z.array(codeSchema), []),
  }),
  decide(draft, { aspect, status, codes }, context) {
    if ((status === 'recorded') !== codes.length > 0)
      return refuse('answer-differs', 'a recorded answer has its codes, any other has none', {
        field: 'codes',
      });
    draft.needs[aspect] = { status, codes, at: context.now, by: actorKey(context.by) };
    context.event('person.needs_recorded', { aspect, status });
    if (aspect === 'cultural_identity' && isOfFirstPeoples(draft))
      tellCases(draft, { what: 'cultural_support' }, context);
    return undefined;
  },
});
