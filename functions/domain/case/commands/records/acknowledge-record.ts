import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import { endTasksThat } from '../../tasks.ts';
import { asksLead } from './follow-lead.ts';

const part = z.enum(['changed', 'no_change']);

/** The lead marks each of the three parts as changed or not in need of a change; only the lead can (S3-27). */
export const acknowledgeRecord = defineCaseCommand({
  name: 'acknowledgeRecord',
  title: 'Answer a record that reached the lead',
  duty: ['S3-27'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    recordId: idSchema,
    primaryAssessment: part,
    accountability: part,
    casePlan: part,
  }),
  decide(draft, { recordId, ...changed }, context) {
    const by = requireFunction(draft, context, ['lead'], { duty: 'S3-27' });
    if ('kind' in by) return by;
    const record = draft.records.find((r) => r.recordId === recordId);
    if (!record || !asksLead(record))
      return refuse('no-such-record', 'the case has no such record for the lead', { field: 'recordId' });
    if (record.receipt)
      return refuse('record-answered', 'the lead has answered this record', { field: 'recordId' });
    record.receipt = { by, at: context.now, ...changed };
    endTasksThat(
      draft,
      context,
      (task) => task.code === 'record.received' && task.subject === recordId,
      'done',
      'answered',
    );
    context.event('record.answered', { record: recordId, ...changed });
    context.did('record.answered');
    return undefined;
  },
});
