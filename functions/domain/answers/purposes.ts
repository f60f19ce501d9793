/** What a link in a mail lets its holder do. The word stands in the link, so it tells nothing of the work. */
export const answerPurposes = ['invitation', 'declaration', 'return', 'action', 'lead_offer'] as const;
export type AnswerPurpose = (typeof answerPurposes)[number];

/** Every form that a page behind a link can post. */
export const answerForms = [
  'reply',
  'endorse',
  'refuse',
  'return',
  'nothing_known',
  'decline_to_share',
  'answer_question',
  'accept',
  'counter',
  'hand_back',
  'progress',
  'accept_lead',
  'decline_lead',
] as const;
export type AnswerForm = (typeof answerForms)[number];

const declaring = ['endorse', 'refuse'] as const;
const returning = ['return', 'nothing_known', 'decline_to_share'] as const;

/** A link is good for its own purpose only; what shows identity asks for the declaration first (guard d). */
export const formsOf: Readonly<Record<AnswerPurpose, readonly AnswerForm[]>> = {
  invitation: ['reply', ...declaring, ...returning],
  declaration: declaring,
  return: [...declaring, ...returning, 'answer_question'],
  action: [...declaring, 'accept', 'counter', 'hand_back', 'progress'],
  lead_offer: ['accept_lead', 'decline_lead', ...declaring],
};

/**
 * Forms that neither show nor take content or identity: with the challenge `content` they need no code. Who takes
 * the lead becomes accountable and sees the case, so that a forwarded mail alone must not do for it.
 */
const plain: readonly AnswerForm[] = ['reply'];

/** Whether a form waits for the code that goes to the address of record. */
export const needsCode = (form: AnswerForm, challenge: 'never' | 'content' | 'always'): boolean =>
  challenge === 'always' || (challenge === 'content' && !plain.includes(form));

/**
 * What a form decides, so that a link decides each thing once: three ways to answer about one case are one
 * decision, and so are endorsing and refusing.
 */
export function slotOf(form: AnswerForm, caseId?: string): string {
  if (form === 'endorse' || form === 'refuse') return 'declaration';
  if (form === 'accept_lead' || form === 'decline_lead') return 'lead';
  if (returning.some((other) => other === form)) return `return:${caseId ?? ''}`;
  return form;
}
