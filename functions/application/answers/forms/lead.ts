import { chosen, type FormReader } from './form.ts';

export const declineLeadReasons = {
  no_capacity: 'We do not have the capacity',
  not_suitable: 'We are not the right service',
  conflict_of_interest: 'Conflict of interest',
  other_reason: 'Something else',
} as const;
const reasons = ['no_capacity', 'not_suitable', 'conflict_of_interest', 'other_reason'] as const;

/** Accept the lead: from then on without a gap (S3-46). */
export const readAcceptLead: FormReader = ({ link }, fields) => {
  const { caseId = '', offerId = '' } = link.opens;
  if (fields.get('sure') !== 'yes')
    return [{ field: 'sure', message: 'Tick the box if your agency takes the lead from now on' }];
  return {
    form: 'accept_lead',
    command: { ref: { type: 'case', id: caseId }, name: 'acceptLead', input: { offerId }, notes: {} },
    said: 'Your agency leads from now on.',
  };
};

/** Decline it; who leads now goes on (S3-35). */
export const readDeclineLead: FormReader = ({ link }, fields) => {
  const { caseId = '', offerId = '' } = link.opens;
  const reason = chosen(fields, 'why', reasons);
  if (reason === undefined) return [{ field: 'why', message: 'Choose a reason' }];
  return {
    form: 'decline_lead',
    command: {
      ref: { type: 'case', id: caseId },
      name: 'declineLead',
      input: { offerId, reason },
      notes: {},
    },
    said: 'You have declined. Who leads now goes on, and is told.',
  };
};
