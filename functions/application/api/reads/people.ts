import * as z from 'zod/mini';
import { hadPart } from '../../../domain/case/queries.ts';
import { personSchema } from '../../../domain/person/state.ts';
import { personView, personViewSchema } from '../../../domain/views/person-view.ts';
import type { Route } from '../route.ts';
import { askerOfCase, movesSchema, nextOfPerson } from './next.ts';
import { ask, type CaseReading, isRefused, notFound, readCase, shown, tagOf } from './reading.ts';

const personAnswer = z.object({
  ...personViewSchema.shape,
  /** Tags of what is edited by itself, for If-Match. */
  etags: z.object({
    member: z.optional(z.string()),
    identity: z.optional(z.string()),
    safeContact: z.optional(z.string()),
  }),
  next: movesSchema,
});

/** A person as a member of this case; read in another case, the same person shows nothing of this one. */
export const personRoute: Route = {
  method: 'GET',
  path: '/cases/{caseId}/members/{personId}',
  operationId: 'getMember',
  summary: 'Read who a member of the family group is, and how to reach them safely',
  tag: 'Members',
  duty: ['S0-18'],
  answer: personAnswer,
  run: readPerson('identity', async (reading) => {
    const { app, request, state, policy, now, record, member, person } = reading;
    const { data } = person;
    const members = new Set(state.members.map(({ personId }) => personId));
    const asker = await askerOfCase(app, state.caseId, request.subject);
    const ids = { caseId: state.caseId, personId: member.personId };
    const body: z.infer<typeof personAnswer> = {
      ...personView(
        personSchema.parse(data),
        member,
        { members, hadPart: (agencyId) => hadPart(state, agencyId) },
        policy,
        now,
      ),
      etags: {
        member: tagOf('member', record, ids),
        identity: tagOf('identity', person, ids),
        safeContact: tagOf('safeContact', person, ids),
      },
      next: nextOfPerson(asker, policy, ids),
    };
    return shown(body, body.etags.identity);
  }),
};

type PersonReading = CaseReading & {
  member: CaseReading['state']['members'][number];
  person: CaseReading['record'];
};

/**
 * A read of a person through a case. First the case's own class of the same name, then the person in it: who is
 * not a member of this case is not there, whatever else the reader may see.
 */
export function readPerson(
  what: 'identity' | 'narrative',
  view: (reading: PersonReading) => ReturnType<Route['run']>,
): Route['run'] {
  return async (app, request) => {
    const { personId, caseId, noteId } = request.params;
    if (personId === undefined || caseId === undefined) return notFound();
    const ref = { type: 'person', id: personId } as const;
    const inCase = readCase('handling', async (reading) => {
      const member = reading.state.members.find(
        (one) => one.personId === personId && one.removedAt === undefined,
      );
      if (!member) return notFound();
      const item = noteId === undefined ? {} : { item: noteId };
      const permit = await ask(app, request, what, { ref, caseId, ...item });
      if (isRefused(permit)) return permit;
      const person = await app.aggregates.load(ref);
      return person ? view({ ...reading, member, person }) : notFound();
    });
    return inCase(app, request);
  };
}
