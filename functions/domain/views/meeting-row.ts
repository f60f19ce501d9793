import * as z from 'zod/mini';
import {
  activeInvitations,
  isAnswered,
  isExcludedFrom,
  listedCases,
  outstandingDeclarations,
} from '../meeting/queries.ts';
import type { Invitation } from '../meeting/schema/invitations.ts';
import { type MeetingState, meetingKinds, meetingModes, meetingStatuses } from '../meeting/state.ts';
import { workerSchema } from '../shared/actor.ts';
import { idSchema } from '../shared/ids.ts';

/** A meeting in an agency's list: when, how, who chairs, and which cases concern the agency. */
export const meetingRowSchema = z.object({
  meetingId: idSchema,
  kind: z.enum(meetingKinds),
  mode: z.enum(meetingModes),
  startsAt: z.string(),
  lengthMinutes: z.number(),
  status: z.enum(meetingStatuses),
  chair: workerSchema,
  caseIds: z.array(idSchema),
  /** What the agency in whose list this is has not answered yet. */
  outstanding: z.array(
    z.object({
      what: z.enum(['reply', 'written_return', 'declaration']),
      /** The invitation, or the return. */
      id: idSchema,
      caseId: z.optional(idSchema),
      representativeId: z.optional(idSchema),
      dueAt: z.string(),
    }),
  ),
});
export type MeetingRow = z.infer<typeof meetingRowSchema>;

/** Names of the lists of meetings. Those that were held or cancelled stand apart, so that the others stay short. */
export const meetingLists = {
  ofAgency: (agencyId: string, past = false): string => `meetings/agency/${agencyId}${past ? '/past' : ''}`,
  ofAll: (past = false): string => `meetings/all${past ? '/past' : ''}`,
};

/** The rows of a meeting by list: one for each agency that is invited or chairs, one of all. */
export function meetingRows(state: MeetingState): Record<string, MeetingRow> {
  const { meetingId, kind, mode, startsAt, lengthMinutes, status, chair } = state;
  const row = { meetingId, kind, mode, startsAt, lengthMinutes, status, chair };
  const past = status !== 'scheduled';
  const cases = !past ? listedCases(state) : state.cases;
  const invitations = state.invitations.filter((one) => one.withdrawnAt === undefined);
  const agencies = new Set([chair.agencyId, ...invitations.map(({ agencyId }) => agencyId)]);
  const casesOf = (agencyId: string): string[] =>
    cases
      .filter((one) => !isExcludedFrom(one, { agencyId }))
      .filter(
        ({ caseId }) =>
          chair.agencyId === agencyId ||
          invitations.some((i) => i.agencyId === agencyId && i.caseIds.includes(caseId)),
      )
      .map(({ caseId }) => caseId);
  return {
    [meetingLists.ofAll(past)]: { ...row, caseIds: cases.map(({ caseId }) => caseId), outstanding: [] },
    ...Object.fromEntries(
      [...agencies].map((agencyId) => [
        meetingLists.ofAgency(agencyId, past),
        { ...row, caseIds: casesOf(agencyId), outstanding: outstandingOf(state, agencyId) },
      ]),
    ),
  };
}

/** Replies are wanted until the meeting begins, as declarations are; a return has a date of its own. */
function outstandingOf(state: MeetingState, agencyId: string): MeetingRow['outstanding'] {
  if (state.status !== 'scheduled') return [];
  const { startsAt: dueAt } = state;
  const cases = listedCases(state).filter((one) => !isExcludedFrom(one, { agencyId }));
  const invitations = activeInvitations(state).filter(
    (one) => one.agencyId === agencyId && cases.some(({ caseId }) => one.caseIds.includes(caseId)),
  );
  const ofInvitation = (what: 'reply' | 'declaration', one: Invitation) => ({
    what,
    id: one.invitationId,
    ...(one.representativeId === undefined ? {} : { representativeId: one.representativeId }),
    dueAt,
  });
  const silent = invitations.filter((one) => one.reply === 'no_response');
  const undeclared = invitations.filter((one) =>
    cases.some(({ caseId }) => outstandingDeclarations(state, caseId).includes(one)),
  );
  const returns = state.returns.filter(
    (one) =>
      one.agencyId === agencyId && !isAnswered(one) && cases.some(({ caseId }) => caseId === one.caseId),
  );
  return [
    ...silent.map((one) => ofInvitation('reply', one)),
    ...undeclared.map((one) => ofInvitation('declaration', one)),
    ...returns.map((one) => ({
      what: 'written_return' as const,
      id: one.returnId,
      caseId: one.caseId,
      dueAt: one.dueAt,
    })),
  ];
}
