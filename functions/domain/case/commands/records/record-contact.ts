import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requirePast } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { recordsFollowLead } from './follow-lead.ts';
import { aboutSchema, purposesSchema, requireMembers, requirePurpose } from './inputs.ts';

const parts = ['risksSeen', 'adviceGiven', 'supportGiven', 'actionsTaken'] as const;
const input = z.strictObject({
  kind: z.enum([
    'information',
    'advice',
    'support',
    'secondary_consultation',
    'safety_planning_victim',
    'safety_planning_person_using_violence',
    'account_of_person_using_violence',
    'lead_contact',
  ]),
  at: z.optional(instantSchema),
  purposes: purposesSchema,
  about: aboutSchema,
  mode: z.optional(z.enum(['outreach', 'in_service', 'phone', 'other'])),
  hours: z.optional(z.number().check(z.nonnegative(), z.lte(1000))),
  askedAgency: z.optional(idSchema),
  topic: z.optional(codeSchema),
});

/**
 * What an agency learnt, advised or did between meetings, without a meeting being called (S0-17). Its text is
 * in up to four parts, of which at least one is there (S3-25): `risksSeen`, `adviceGiven`, `supportGiven`,
 * `actionsTaken`. A secondary consultation names the agency asked, which does not join the case (S3-24).
 */
export const recordContact = defineCaseCommand({
  name: 'recordContact',
  title: 'Record information, advice or support between meetings',
  duty: ['S0-17', 'S1-10', 'S2-36', 'S2-37', 'S3-22', 'S3-23', 'S3-24', 'S3-25', 'S3-26', 'S3-27', 'S3-28'],
  phases: livePhases,
  by: 'worker',
  input,
  decide(draft, { at, ...given }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const refusal = check(draft, { at, ...given }, context);
    if (refusal) return refusal;
    const recordId = context.newId('rec', 'contact');
    draft.records.push({
      ...given,
      recordId,
      by,
      at: at ?? context.now,
      ...noteId(context, 'note'),
      parts: Object.fromEntries(
        parts.flatMap((part) => (context.notes[part] ? [[part, context.notes[part].noteId]] : [])),
      ),
      sharedWithLead: [],
    });
    context.event('record.made', { record: recordId, kind: given.kind, purposes: given.purposes });
    context.did(`record.${given.kind}`);
    const agency = draft.agencies.find((a) => a.agencyId === by.agencyId && a.removedAt === undefined);
    if (agency) agency.lastContactWithLeadAt = context.now;
    recordsFollowLead(draft, context);
    return undefined;
  },
});

function check(
  draft: Draft<CaseState>,
  given: z.infer<typeof input>,
  context: CaseContext,
): Refusal | undefined {
  if (given.at !== undefined) {
    const ahead = requirePast(context, given.at, 'at');
    if (ahead) return ahead;
  }
  if (!parts.some((part) => context.notes[part]))
    return refuse('record-empty', `a record holds at least one of ${parts.join(', ')}`, {
      missing: [...parts],
      duty: 'S3-25',
    });
  if (given.kind === 'secondary_consultation' && (!given.askedAgency || !given.topic))
    return refuse(
      'consultation-incomplete',
      'a secondary consultation names the agency asked and the topic',
      {
        missing: [...(given.askedAgency ? [] : ['askedAgency']), ...(given.topic ? [] : ['topic'])],
        duty: 'S3-24',
      },
    );
  return requirePurpose(given.purposes) ?? requireMembers(draft, given.about);
}
