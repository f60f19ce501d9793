import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import type { Clock } from '../../../clocks/schema.ts';
import { workerSchema } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { leadAt } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { copyCurrentPlans } from '../plan/copies.ts';
import { changeLead, followLead, guidelines } from './change-lead.ts';
import { checkEligible } from './nominate-lead.ts';

const interimNow = (draft: Draft<CaseState>) =>
  draft.lead.periods.find((p) => p.kind === 'interim_after_hours' && p.to === undefined);

/**
 * An after-hours service takes the lead for the time being, at any hour and as often as the night asks
 * (S3-46). It may do so itself: nobody has to be woken for it. It hands back at `until` at the latest.
 */
export const startInterimLead = defineCaseCommand({
  name: 'startInterimLead',
  title: 'Take or give the lead after hours',
  duty: ['S3-42', 'S3-46', 'S3-47', 'S3-50'],
  phases: openPhases,
  by: 'worker',
  anybodyMay: true,
  input: z.strictObject({
    to: workerSchema,
    /** The main service need that decides it (S3-47). */
    reason: codeSchema,
    guideline: z.enum(guidelines),
    until: z.optional(instantSchema),
    specialistService: z.optional(z.boolean()),
  }),
  decide(draft, { to, reason, guideline, until, specialistService }, context) {
    const { triage, afterHours } = draft.contacts;
    const by = requireFunction(draft, context, leadOrConvenor, {
      agencies: [to.agencyId, afterHours?.agencyId, triage.agencyId],
      duty: 'S3-46',
    });
    if ('kind' in by) return by;
    const unfit = checkEligible(draft, context, to, specialistService);
    if (unfit) return unfit;
    const base = draft.lead.periods.findLast((p) => p.to === undefined && p.kind !== 'interim_after_hours');
    if (!base) return refuse('no-lead', 'the case has no lead to whom an interim one would hand back');
    const current = leadAt(draft, context.now);
    if (current?.agencyId === to.agencyId && current.representativeId === to.representativeId)
      return refuse('already-lead', 'this worker leads already', { field: 'to' });
    if (until !== undefined) {
      const late = requireAhead(context, until, 'until');
      if (late) return late;
    }
    const before = interimNow(draft);
    if (before) endClocks(draft, context, { rule: 'lead.interim_end', subject: before.leadId }, 'cancelled');
    const made = changeLead(draft, context, {
      to,
      kind: 'interim_after_hours',
      reason,
      guideline,
      handBackTo: base.leadId,
    });
    startClock(draft, context, 'lead.interim_end', { subject: made.leadId, dueAt: until });
    copyCurrentPlans(draft, context, to, 'interim_lead');
    return undefined;
  },
});

function handBack(draft: Draft<CaseState>, context: CaseContext, reason: string): void {
  const interim = interimNow(draft);
  if (!interim) return;
  const before = { ...interim };
  interim.to = context.now;
  endClocks(draft, context, { rule: 'lead.interim_end', subject: interim.leadId }, 'met');
  const lead = leadAt(draft, context.now);
  context.event('lead.handed_back', { from: interim.agencyId, agency: lead?.agencyId, reason });
  context.did('lead.handed_back');
  followLead(draft, context, before);
}

/** The interim lead hands back, without a gap, to whoever leads the case now. */
export const handBackLead = defineCaseCommand({
  name: 'handBackLead',
  title: 'Hand the lead back',
  duty: ['S3-46', 'S3-50'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S3-46' });
    if ('kind' in by) return by;
    if (!interimNow(draft)) return refuse('no-interim-lead', 'nobody leads for the time being');
    handBack(draft, context, reason);
    return undefined;
  },
});

/** The interim lead's time is over: the case goes back to its lead, who hears it at once (S3-46). */
export function endInterim(draft: Draft<CaseState>, clock: Draft<Clock>, context: CaseContext): void {
  if (interimNow(draft)?.leadId === clock.subject) handBack(draft, context, 'time_over');
}
