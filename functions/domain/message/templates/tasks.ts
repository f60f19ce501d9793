/**
 * Tasks in words, by code, where the words tell nothing of anybody: what is asked, and no more. A task that is not
 * here is shown after signing in.
 */
const words: Readonly<Record<string, string>> = {
  agency_basis_missing: 'Settle on what ground an agency takes part',
  assess_risk: 'Assess the risk',
  confirm_address: 'Confirm an e-mail address by telephone',
  correct_plan: 'Correct a plan that was issued',
  decide_basis: 'Decide on what ground agencies work together',
  decide_triage: 'Decide on a referral',
  decide_triage_review: 'Decide on a review that was asked for',
  declarations_outstanding: 'Ring agencies that have not endorsed confidentiality',
  ended_by_colleague: 'Look whether a colleague rightly ended a task of yours',
  'feedback.outstanding': 'Ask an agency that has reported on nothing how it stands',
  'followup.decision': 'Decide on a further meeting',
  fill_post: 'Name who holds a post in your agency',
  find_meeting: 'Find a time for the meeting',
  get_endorsement: 'Get the endorsement that holds a copy back',
  'incident.review': 'Look at something new that was reported',
  lead_offer_failed: 'Find an agency that leads',
  name_delegate: 'Name who stands in for somebody away',
  name_somebody: 'Name somebody who can be told',
  outcome_note: 'Tell your own agency of the outcome',
  'plan.copy_held': 'Get the endorsement that holds a copy back',
  reach_agency_by_telephone: 'Ring an agency that a mail did not reach',
  reach_by_telephone: 'Ring somebody whom a mail did not reach',
  replies_outstanding: 'Ring agencies that have not said who comes',
  return_corrected: 'Read an answer that an agency has corrected',
  return_outstanding: 'Send what your agency knows in writing',
  returns_outstanding: 'Ring agencies that have not sent what they know',
  review_exclusion: 'Look at a conflict of interest that a colleague declared',
  review_report: 'Look at a report that came in',
  'telephone.plan_copy': 'Ring somebody whom a copy did not reach',
  telephone: 'Ring about something that is overdue',
  tell_not_expected: 'Tell somebody that they are not expected at a meeting',
  verify_address: 'Verify an e-mail address',
};

/** A task in words, if it may be said. */
export const taskWords = (code: string | undefined): string | undefined => words[code ?? ''];
