import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { agencyRecipient, currentAgencies, isExcluded } from '../../queries.ts';
import { leadOrConvenor, requireFunction, requireWorker } from '../../roles.ts';
import { endTasksThat } from '../../tasks.ts';
import { recordsFollowLead } from './follow-lead.ts';
import { aboutSchema, requireMembers } from './inputs.ts';

/**
 * An alert for a victim's safety, from the agency of the worker to agencies of the case, until a day on which
 * somebody looks at it again (S2-34). Each receiver has a task to take note of it, so that silence shows.
 */
export const recordAlert = defineCaseCommand({
  name: 'recordAlert',
  title: 'Issue an alert',
  duty: ['S2-34'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    alert: codeSchema,
    about: aboutSchema,
    receivers: z.array(idSchema).check(z.minLength(1), z.maxLength(40)),
    endsAt: instantSchema,
  }),
  decide(draft, { alert, about, receivers, endsAt }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const past = requireAhead(context, endsAt, 'endsAt') ?? requireMembers(draft, about);
    if (past) return past;
    const taking = currentAgencies(draft).map((agency) => agency.agencyId);
    const unfit = receivers.flatMap((id, n) =>
      !taking.includes(id) || isExcluded(draft, agencyRecipient(draft, id)) ? [`receivers.${n}`] : [],
    );
    if (unfit.length > 0)
      return refuse('receiver-not-in-case', 'an alert goes to agencies that take part and are not excluded', {
        missing: unfit,
        field: 'receivers',
        duty: 'S2-34',
      });
    const recordId = context.newId('rec', 'alert');
    draft.records.push({
      recordId,
      kind: 'alert',
      by,
      at: context.now,
      purposes: ['manage_mitigate'],
      about,
      topic: alert,
      ...noteId(context, 'alert'),
      alert: { receivers: [...new Set(receivers)], endsAt },
      sharedWithLead: [],
    });
    startClock(draft, context, 'flag.expiry', { subject: recordId, dueAt: endsAt });
    for (const receiver of new Set(receivers)) {
      openChasedTask(draft, context, {
        code: `alert.${receiver}`,
        for: agencyRecipient(draft, receiver),
        subject: recordId,
        reason: alert,
        tell: true,
      });
    }
    context.event('alert.issued', { record: recordId, alert, receivers, endsAt });
    context.did('alert.issued');
    recordsFollowLead(draft, context);
    return undefined;
  },
});

/** The issuing agency, the lead or the convenor takes an alert back, with a reason. */
export const withdrawAlert = defineCaseCommand({
  name: 'withdrawAlert',
  title: 'Withdraw an alert',
  duty: ['S2-34'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ recordId: idSchema, reason: codeSchema }),
  decide(draft, { recordId, reason }, context) {
    const record = draft.records.find((r) => r.recordId === recordId && r.kind === 'alert');
    if (!record?.alert) return refuse('no-such-alert', 'the case has no such alert', { field: 'recordId' });
    const by = requireFunction(draft, context, leadOrConvenor, { agencies: [record.by.agencyId] });
    if ('kind' in by) return by;
    if (record.alert.withdrawnAt)
      return refuse('alert-withdrawn', 'the alert has been withdrawn', { field: 'recordId' });
    record.alert = { ...record.alert, withdrawnAt: context.now, withdrawnBy: by, withdrawnReason: reason };
    endClocks(draft, context, { rule: 'flag.expiry', subject: recordId }, 'cancelled');
    endTasksThat(draft, context, (task) => task.subject === recordId, 'cancelled', 'withdrawn');
    for (const receiver of record.alert.receivers) {
      openChasedTask(draft, context, {
        code: `alert.withdrawn.${receiver}`,
        for: agencyRecipient(draft, receiver),
        subject: recordId,
        reason,
        tell: true,
      });
    }
    context.event('alert.withdrawn', { record: recordId, reason });
    context.did('alert.withdrawn');
    return undefined;
  },
});
