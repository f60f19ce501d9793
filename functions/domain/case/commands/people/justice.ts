import * as z from 'zod/mini';
import { localDate, localDateSchema } from '../../../calendar/index.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { findMember } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { tellLeadOf } from './lead-told.ts';
import { memberMissing } from './leave.ts';

/** Steps of the justice system about a person using violence, and her own part in them (S2-31). */
const justiceCodes = [
  'arrest',
  'charge',
  'bail',
  'bail_refused',
  'bail_breach',
  'custody',
  'release',
  'conviction',
  'sentence',
  'acquittal',
  'charge_withdrawn',
  'restraining_order_applied',
  'restraining_order_granted',
  'restraining_order_refused',
  'restraining_order_ended',
  'order_breach_reported',
  'serial_designation_applied',
  'serial_designation_made',
  'serial_designation_refused',
  'victim_engaged_with_police',
  'victim_supported_investigation',
  'other',
] as const;

/** A dated fact of the justice system. Each reaches the lead; none by itself closes the case (S2-32). */
export const recordJusticeFact = defineCaseCommand({
  name: 'recordJusticeFact',
  title: 'Record a fact of the justice system',
  duty: ['S0-11', 'S2-24', 'S2-31', 'S2-32'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    personId: idSchema,
    code: z.enum(justiceCodes),
    on: localDateSchema,
    reportedBy: z.optional(idSchema),
  }),
  decide(draft, { personId, code, on, reportedBy }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = findMember(draft, personId);
    if (!member) return memberMissing;
    const hers = code.startsWith('victim_');
    if (hers !== (member.role !== 'person_using_violence') && code !== 'other')
      return refuse('wrong-person', 'her decisions stand under her, steps against him under him', {
        field: 'personId',
        duty: 'S2-31',
      });
    if (on > localDate(context.calendar, context.now))
      return refuse('date-ahead', 'a fact is past; a date to come stands in the person’s record', {
        field: 'on',
      });
    const factId = context.newId('fact', personId, code, on);
    draft.risk.justice.push({
      factId,
      personId,
      code,
      on,
      reportedBy: reportedBy ?? by.agencyId,
      recordedAt: context.now,
    });
    context.event('justice.recorded', { person: personId, code, on });
    context.did(`justice.${code}`);
    tellLeadOf(draft, 'justice_fact', factId, by.agencyId, context);
    return undefined;
  },
});
