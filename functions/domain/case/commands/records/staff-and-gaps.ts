import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireWorker } from '../../roles.ts';
import { recordsFollowLead } from './follow-lead.ts';
import { aboutSchema, requireMembers } from './inputs.ts';

/**
 * A worker needs support: it becomes a task of a person in the own agency, the one named or else the manager
 * (S0-15). It goes to no other agency.
 */
export const recordStaffSupportNeed = defineCaseCommand({
  name: 'recordStaffSupportNeed',
  title: 'Ask for support for yourself',
  duty: ['S0-15'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    need: z.enum(['debrief', 'supervision', 'own_safety']),
    from: z.optional(idSchema),
  }),
  decide(draft, { need, from }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const recordId = context.newId('rec', 'support');
    draft.records.push({
      recordId,
      kind: 'staff_support_need',
      by,
      at: context.now,
      purposes: [],
      about: [],
      topic: need,
      ...noteId(context, 'need'),
      sharedWithLead: [],
    });
    openChasedTask(draft, context, {
      code: `staff.${need}`,
      for: {
        agencyId: by.agencyId,
        ...(from === undefined ? { post: 'manager' } : { representativeId: from }),
      },
      subject: recordId,
      key: need === 'own_safety' ? 'urgent' : 'standard',
      tell: true,
    });
    context.event('staff.support_asked', { record: recordId, need, agency: by.agencyId });
    context.did('staff.support_asked');
    return undefined;
  },
});

/** A service that is missing or a barrier, with kind and place; reported by place, naming nobody (S2-14). */
export const recordServiceGap = defineCaseCommand({
  name: 'recordServiceGap',
  title: 'Record a service gap or barrier',
  duty: ['S2-14'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ gap: codeSchema, place: codeSchema, about: aboutSchema }),
  decide(draft, { gap, place, about }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const unknown = requireMembers(draft, about);
    if (unknown) return unknown;
    const recordId = context.newId('rec', 'gap');
    draft.records.push({
      recordId,
      kind: 'service_gap',
      by,
      at: context.now,
      purposes: ['manage_mitigate'],
      about,
      topic: gap,
      place,
      ...noteId(context, 'gap'),
      sharedWithLead: [],
    });
    context.event('service_gap.recorded', { record: recordId, gap, place });
    context.did('service_gap.recorded');
    recordsFollowLead(draft, context);
    return undefined;
  },
});
