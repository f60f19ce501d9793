import * as z from 'zod/mini';
import { startClock } from '../../../clocks/manage.ts';
import { asWorker, workerSchema } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCreation } from '../../command.ts';
import { openTask } from '../../tasks.ts';
import { beginConvening } from '../consent/start.ts';
import { askTeam } from '../convening/ask-team.ts';
import { followRepeat } from '../ending/link-case.ts';
import { endorse } from './endorse.ts';
import { endorsementInput, openingFields } from './inputs.ts';
import { emptyCase, fill, noVictim } from './open-case.ts';

/**
 * Any agency calls a meeting, on the same terms as any other (S1-02, S1-04, S1-05). The call is no referral:
 * it passes no triage, its consent attempt begins at once, and only a named person can record that it is not
 * carried out. The caller's own finding is enough; the meeting itself is to determine the risk (S0-09).
 */
export const callMeeting = defineCaseCreation({
  name: 'callMeeting',
  title: 'Call a meeting',
  duty: ['S1-02', 'S1-03', 'S1-04', 'S1-05', 'S0-06', 'S2-25'],
  input: z.strictObject({
    ...openingFields,
    endorsement: endorsementInput,
    /** The caller's own worker unless another agency convenes. */
    conveningLead: z.optional(workerSchema),
  }),
  create(caseId, { endorsement, conveningLead, ...input }, context) {
    const by = asWorker(context.by);
    if (!by) return refuse('not-for-this-actor', 'callMeeting is for a worker');
    if (!input.finding)
      return refuse(
        'finding-missing',
        'no finding of high risk is recorded; the caller’s own judgement is enough',
        {
          missing: ['finding'],
          duty: 'S0-06',
        },
      );
    const state = emptyCase(caseId, input, { kind: 'call', status: 'called', from: by }, context);
    state.referral.submittedAt = context.now;
    const refusal = fill(state, input, by, context) ?? noVictim(state);
    if (refusal) return refusal;
    state.phase = 'consent_attempt';
    const lead = conveningLead ?? by;
    context.event('meeting.called', {
      agency: by.agencyId,
      urgency: state.urgency,
      convening: lead.agencyId,
    });
    endorse(state, by, endorsement.mode, context);
    startClock(state, context, 'consent.attempt');
    beginConvening(state, lead, 'called', context);
    const convenor = state.contacts.convenor ?? lead;
    openTask(state, context, { code: 'find_meeting', for: convenor });
    context.message({
      kind: 'meeting_called',
      to: [state.contacts.triage, convenor],
      params: { urgency: state.urgency },
    });
    askTeam(state, context);
    followRepeat(state, context);
    context.did('meeting.called');
    return state;
  },
});
