import * as z from 'zod/mini';
import { isExcludedFrom, listedCases } from '../meeting/queries.ts';
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
});
export type MeetingRow = z.infer<typeof meetingRowSchema>;

export const meetingLists = {
  ofAgency: (agencyId: string): string => `meetings/agency/${agencyId}`,
  ofTeam: (): string => 'meetings/team',
};

/** The rows of a meeting by list: one for each agency that is invited or chairs, one for the convening team. */
export function meetingRows(state: MeetingState): Record<string, MeetingRow> {
  const { meetingId, kind, mode, startsAt, lengthMinutes, status, chair } = state;
  const row = { meetingId, kind, mode, startsAt, lengthMinutes, status, chair };
  const cases = status === 'scheduled' ? listedCases(state) : state.cases;
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
    [meetingLists.ofTeam()]: { ...row, caseIds: cases.map(({ caseId }) => caseId) },
    ...Object.fromEntries(
      [...agencies].map((agencyId) => [
        meetingLists.ofAgency(agencyId),
        { ...row, caseIds: casesOf(agencyId) },
      ]),
    ),
  };
}
