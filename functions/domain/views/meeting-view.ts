import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { endsAt, isExcludedFrom } from '../meeting/queries.ts';
import { meetingCaseSchema } from '../meeting/schema/cases.ts';
import { endorsementSchema, invitationSchema } from '../meeting/schema/invitations.ts';
import { writtenReturnSchema } from '../meeting/schema/returns.ts';
import { type MeetingState, meetingSchema } from '../meeting/state.ts';
import type { Worker } from '../shared/actor.ts';

/** Cases of a meeting that somebody may know of: the agency is invited to them, runs the meeting or leads. */
export function visibleCases(state: MeetingState, worker: Worker): MeetingState['cases'] {
  const runs = [state.chair, state.minuteTaker, state.scheduledBy].some(
    (one) => one?.agencyId === worker.agencyId,
  );
  return state.cases.filter(
    (row) =>
      !isExcludedFrom(row, worker) &&
      (runs ||
        row.lead.agencyId === worker.agencyId ||
        state.invitations.some(
          (i) =>
            i.withdrawnAt === undefined && i.agencyId === worker.agencyId && i.caseIds.includes(row.caseId),
        )),
  );
}

/** When and where a meeting is, who runs it, and the cases on its list that the reader may know of. */
export const meetingViewSchema = z.object({
  ...z.pick(meetingSchema, {
    meetingId: true,
    kind: true,
    mode: true,
    startsAt: true,
    lengthMinutes: true,
    status: true,
    statusReason: true,
    scheduledBy: true,
    scheduledAt: true,
    chair: true,
    minuteTaker: true,
    nextMeetingId: true,
    heldAt: true,
  }).shape,
  endsAt: z.string(),
  cases: z.array(
    z.pick(meetingCaseSchema, {
      caseId: true,
      displayCode: true,
      urgency: true,
      status: true,
      order: true,
      slotStartsAt: true,
      returnsDueAt: true,
      carriedTo: true,
    }),
  ),
});
export type MeetingView = z.infer<typeof meetingViewSchema>;

export const meetingView = (state: MeetingState, worker: Worker): MeetingView =>
  meetingViewSchema.parse({ ...state, endsAt: endsAt(state), cases: visibleCases(state, worker) });

export const invitationViewSchema = z.omit(invitationSchema, { chased: true, withdrawnAt: true });
export type InvitationView = z.infer<typeof invitationViewSchema>;

/** Invitations to the cases that the reader may know of; why somebody cannot come is their own agency's and the chair's. */
export function invitationViews(state: MeetingState, worker: Worker): InvitationView[] {
  const known = new Set(visibleCases(state, worker).map(({ caseId }) => caseId));
  const mayKnowWhy = (agencyId: string): boolean =>
    agencyId === worker.agencyId || state.chair.agencyId === worker.agencyId;
  return state.invitations
    .filter((one) => one.withdrawnAt === undefined && one.caseIds.some((id) => known.has(id)))
    .map(({ reason, ...one }) =>
      invitationViewSchema.parse({
        ...one,
        caseIds: one.caseIds.filter((id) => known.has(id)),
        requiredFor: one.requiredFor.filter((id) => known.has(id)),
        ...(reason !== undefined && mayKnowWhy(one.agencyId) ? { reason } : {}),
      }),
    );
}

/** How far an agency's answer about a case has come; what it says is another matter. */
export const returnStatusSchema = z.object({
  ...z.pick(writtenReturnSchema, {
    returnId: true,
    caseId: true,
    agencyId: true,
    requestedAt: true,
    dueAt: true,
    status: true,
    late: true,
    answeredAt: true,
    missing: true,
  }).shape,
  overdue: z.boolean(),
  /** How many earlier answers this one took the place of; they are kept. */
  corrected: z.number(),
});
export type ReturnStatus = z.infer<typeof returnStatusSchema>;

export function returnStatuses(state: MeetingState, worker: Worker, now: Instant): ReturnStatus[] {
  const known = new Set(visibleCases(state, worker).map(({ caseId }) => caseId));
  return state.returns
    .filter(({ caseId }) => known.has(caseId))
    .map((one) =>
      returnStatusSchema.parse({
        ...one,
        overdue: one.answeredAt === undefined && one.dueAt < now,
        corrected: one.earlier?.length ?? 0,
      }),
    );
}

export const returnViewSchema = writtenReturnSchema;
export const declarationViewSchema = endorsementSchema;

/** Who has endorsed confidentiality, among those who are invited to a case that the reader may know of. */
export function declarationViews(state: MeetingState, worker: Worker) {
  const agencies = new Set(invitationViews(state, worker).map(({ agencyId }) => agencyId));
  return state.endorsements.filter((one) => agencies.has(one.worker.agencyId));
}
