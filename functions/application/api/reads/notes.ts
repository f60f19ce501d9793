import * as z from 'zod/mini';
import type { ReadClass } from '../../../domain/access/asked.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { type MeetingState, meetingSchema } from '../../../domain/meeting/state.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { isConsentNote } from '../../../domain/views/consent-view.ts';
import { visibleCases } from '../../../domain/views/meeting-view.ts';
import type { App } from '../../app.ts';
import type { AggregateRef } from '../../record.ts';
import type { Route } from '../route.ts';
import { readPerson } from './people.ts';
import { type Answer, ask, idOf, isRefused, notFound, readCase, shown } from './reading.ts';

const noteSchema = z.object({ noteId: idSchema, field: z.string(), createdAt: z.string(), text: z.string() });

async function note(app: App, owner: AggregateRef, noteId: string | undefined): Promise<Answer> {
  const found = noteId === undefined ? undefined : await app.notes.load(owner, noteId);
  if (!found) return notFound();
  const { field, createdAt, text } = found;
  return shown({ noteId: found.noteId, field, createdAt, text });
}

/** Why somebody read the case in an emergency, or what the review found. */
const isEmergencyNote = ({ breakGlass = [] }: CaseState, noteId: string): boolean =>
  breakGlass.some((grant) => grant.noteId === noteId || grant.review?.noteId === noteId);

/** All that it takes to read a narrative: one of an emergency is for its reviewers and for nobody else. */
function classesOf(state: CaseState, noteId: string): ReadClass[] {
  if (isEmergencyNote(state, noteId)) return ['emergency_reason'];
  return isConsentNote(state, noteId) ? ['narrative', 'consent_reason'] : ['narrative'];
}

/** A narrative of the case. What is told of asking her needs the right to the reasons of consent as well. */
const caseNote: Route = {
  method: 'GET',
  path: '/cases/{caseId}/notes/{noteId}',
  operationId: 'getNote',
  summary: 'Read a narrative of a case',
  tag: 'Records',
  answer: noteSchema,
  run: readCase('handling', async ({ app, request, state, may }) => {
    const noteId = idOf(request, 'noteId');
    if (noteId === undefined) return notFound();
    for (const what of classesOf(state, noteId)) {
      const permit = await may(what, noteId);
      if (isRefused(permit)) return permit;
    }
    return note(app, { type: 'case', id: state.caseId }, noteId);
  }),
};

/** A narrative of a person's record, in a case only. */
const personNote: Route = {
  method: 'GET',
  path: '/cases/{caseId}/members/{personId}/notes/{noteId}',
  operationId: 'getNoteOfMember',
  summary: 'Read a narrative of a person’s record',
  tag: 'Members',
  answer: noteSchema,
  run: readPerson('narrative', ({ app, request, member }) =>
    note(app, { type: 'person', id: member.personId }, idOf(request, 'noteId')),
  ),
};

/** The case that a narrative of a meeting is about, if it is one of these. */
function caseOfNote(
  { returns, cases }: Pick<MeetingState, 'returns' | 'cases'>,
  noteId: string,
): string | undefined {
  const given = returns.find((one) => JSON.stringify(one).includes(`"${noteId}"`));
  const heard = cases.find((one) => Object.values(one.discussion).includes(noteId));
  return given?.caseId ?? heard?.caseId;
}

/** A narrative of a meeting: a part of a written return, a question, or the minutes of one case. */
const meetingNote: Route = {
  method: 'GET',
  path: '/meetings/{meetingId}/notes/{noteId}',
  operationId: 'getNoteOfMeeting',
  summary: 'Read a narrative of a meeting: of a written return or of the minutes',
  tag: 'Meetings',
  answer: noteSchema,
  run: async (app, request) => {
    const [meetingId, noteId] = [idOf(request, 'meetingId'), idOf(request, 'noteId')];
    if (meetingId === undefined || noteId === undefined) return notFound();
    const ref = { type: 'meeting', id: meetingId } as const;
    const known = await ask(app, request, 'handling', { ref });
    if (isRefused(known)) return known;
    const record = await app.aggregates.load(ref);
    if (!record) return notFound();
    const state = meetingSchema.parse(record.data);
    const caseId = caseOfNote({ ...state, cases: visibleCases(state, request.subject) }, noteId);
    if (caseId === undefined) return notFound();
    const permit = await ask(app, request, 'narrative', { ref, caseId, item: noteId });
    return isRefused(permit) ? permit : note(app, ref, noteId);
  },
};

export const noteRoutes: Route[] = [caseNote, personNote, meetingNote];
