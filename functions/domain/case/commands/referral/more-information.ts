import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { actingWorker } from '../../../shared/actor.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { isRefusal, refuse } from '../../../shared/refusal.ts';
import type { CaseContext } from '../../command.ts';
import { defineCaseCommand } from '../../command.ts';
import { urgencySchema } from '../../schema/referral.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { admit, memberInput } from '../people/admit.ts';
import { takeAll } from './agencies.ts';
import { findHighRisk } from './finding.ts';
import { agencyInput, findingInput } from './inputs.ts';
import { setFinding } from './open-case.ts';
import { notTurnedDown } from './rules.ts';
import { awaitTriage } from './submit.ts';

const addition = z.strictObject({
  finding: z.optional(findingInput),
  members: z._default(z.array(memberInput), []),
  agencies: z._default(z.array(agencyInput), []),
  urgency: z.optional(urgencySchema),
});

function add(
  draft: Draft<CaseState>,
  { finding, members, agencies, urgency }: z.output<typeof addition>,
  context: CaseContext,
): Refusal | undefined {
  if (!finding && members.length === 0 && agencies.length === 0 && !context.notes['information'])
    return refuse('nothing-new', "what is new is missing; give it as the text 'information' or as fields", {
      missing: ['information'],
    });
  if (finding) {
    const found = findHighRisk(finding, actingWorker(context.by), context);
    if (isRefusal(found)) return found;
    setFinding(draft, found.finding);
  }
  for (const member of members) {
    const refusal = admit(draft, member, 'more_information', context);
    if (refusal) return refusal;
  }
  const unfounded = takeAll(draft, agencies, context);
  if (unfounded) return unfounded;
  if (urgency !== undefined) draft.urgency = urgency;
  const note = context.notes['information'];
  if (note) draft.referral.reasonNoteId = note.noteId;
  return undefined;
}

/** Give triage what it asked for; its decision clock runs again. */
export const provideInformation = defineCaseCommand({
  name: 'provideInformation',
  title: 'Provide what was asked for',
  duty: ['judgement'],
  phases: ['referral'],
  by: 'worker',
  input: addition,
  decide(draft, input, context) {
    if (draft.referral.status !== 'more_information')
      return refuse('nothing-asked', 'triage has not asked for more information');
    const refusal = add(draft, input, context);
    if (refusal) return refusal;
    endTasks(draft, context, { code: 'provide_information' }, 'done');
    context.event('referral.information_given', { agency: actingWorker(context.by).agencyId });
    awaitTriage(draft, context);
    return undefined;
  },
});

/** Refer again what was turned down, with what is new. */
export const reRefer = defineCaseCommand({
  name: 'reRefer',
  title: 'Refer again',
  duty: ['S3-34', 'judgement'],
  phases: ['referral'],
  by: 'worker',
  anybodyMay: true,
  input: addition,
  decide(draft, input, context) {
    const refusal = notTurnedDown(draft) ?? add(draft, input, context);
    if (refusal) return refusal;
    draft.referral.from = actingWorker(context.by);
    draft.referral.submittedAt = context.now;
    context.event('referral.repeated', { agency: draft.referral.from.agencyId });
    awaitTriage(draft, context);
    return undefined;
  },
});
