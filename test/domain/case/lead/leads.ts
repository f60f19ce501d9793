import { calendarFor } from '../../../../functions/domain/calendar/calendar.ts';
import { advanceCase } from '../../../../functions/domain/clocks/advance.ts';
import type { Policy } from '../../../../functions/domain/policy/schema.ts';
import { testPolicy } from '../../test-policy.ts';
import { type CaseUnderTest, workers } from '../fixtures.ts';

export const chair = { by: workers.chair };
export const lead = { by: workers.specialist };
export const vic: Policy = {
  ...testPolicy,
  leadRule: { eligible: 'specialist_service', perVictimAllowed: true },
};

export function pass(made: CaseUnderTest, until: string) {
  made.now = until;
  const decision = advanceCase(made.case, until, made.policy, calendarFor('AU-WA'));
  if (decision.kind !== 'accepted') throw new Error('time passing was refused');
  made.state = decision.state;
  return decision;
}

export const offer = { to: workers.childProtection, reason: 'needs_exceed_agency' };
export const offerId = (made: CaseUnderTest) => made.case.lead.offers.at(-1)?.offerId;

export const night = {
  to: workers.hospital,
  reason: 'crisis_accommodation',
  guideline: 'after_hours_crisis_response',
};
