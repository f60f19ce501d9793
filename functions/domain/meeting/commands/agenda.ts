import * as z from 'zod/mini';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { defineMeetingCommand } from '../command.ts';
import { byRisk, setSlots } from '../listing.ts';
import { everybody, mail } from '../mails.ts';
import { agenciesWithoutResponse, findCase, listedCases } from '../queries.ts';
import { actingWorker, onlyRunners } from './who.ts';

/**
 * Send the agenda: cases highest risk first with their slots, and which agencies have not answered. Another
 * order needs the chair's reason (S0-22, S0-23, S0-24).
 */
export const issueAgenda = defineMeetingCommand({
  name: 'issueAgenda',
  title: 'Issue the agenda',
  duty: ['S0-22', 'S0-23', 'S0-24', 'S0-35'],
  statuses: ['scheduled'],
  by: 'worker',
  input: z.strictObject({
    order: z.optional(z.array(idSchema)),
    departureReason: z.optional(
      z.enum(['children_first', 'attendance_of_an_agency', 'linked_cases', 'time_critical', 'other']),
    ),
  }),
  decide(draft, { order, departureReason }, context) {
    const refusal = onlyRunners(draft, context);
    if (refusal) return refusal;
    const rows = listedCases(draft);
    if (rows.length === 0) return refuse('no-cases', 'there is no case on the list', { missing: ['cases'] });
    const byRiskIds = rows.toSorted(byRisk).map((row) => row.caseId);
    const wanted = order ?? byRiskIds;
    if (wanted.length !== rows.length || !rows.every((row) => wanted.includes(row.caseId)))
      return refuse('order-incomplete', 'the order names each listed case once', {
        field: 'order',
        duty: 'S0-24',
      });
    const departs = wanted.some((id, n) => id !== byRiskIds[n]);
    if (departs && departureReason === undefined)
      return refuse('departure-reason-missing', 'another order than by risk needs a reason', {
        missing: ['departureReason'],
        duty: 'S0-23',
      });
    setSlots(draft, context.policy, wanted);
    const noResponse = [...new Set(wanted.flatMap((id) => agenciesWithoutResponse(draft, id)))];
    draft.agendas.push({
      version: draft.agendas.length + 1,
      at: context.now,
      by: actingWorker(context),
      order: wanted,
      ...(departs && departureReason !== undefined ? { departure: departureReason } : {}),
      noResponse,
    });
    mail(draft, context, 'agenda', everybody(draft), { params: { version: draft.agendas.length } });
    context.event('agenda.issued', {
      version: draft.agendas.length,
      order: wanted,
      departure: departs ? departureReason : undefined,
      noResponse,
    });
    return undefined;
  },
});

/** Record that the minutes of a case have the entries on victim safety and on accountability (S0-25). */
export const recordDiscussion = defineMeetingCommand({
  name: 'recordDiscussion',
  title: 'Record what was said on safety and accountability',
  duty: ['S0-22', 'S0-25'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({ caseId: idSchema }),
  decide(draft, { caseId }, context) {
    const refusal = onlyRunners(draft, context);
    if (refusal) return refusal;
    const row = findCase(draft, caseId);
    if (!row || (row.status !== 'listed' && row.status !== 'heard'))
      return refuse('case-not-listed', 'this case is not on the list', { field: 'caseId' });
    const safety = context.notes['victimSafety'];
    const accountability = context.notes['accountability'];
    if (!safety && !accountability)
      return refuse('entry-missing', 'an entry on victim safety or on accountability is missing', {
        missing: ['victimSafety', 'accountability'],
        duty: 'S0-25',
      });
    if (safety) row.discussion.victimSafetyNoteId = safety.noteId;
    if (accountability) row.discussion.accountabilityNoteId = accountability.noteId;
    context.event('meeting.discussed', { case: caseId });
    return undefined;
  },
});
