import { chosen, type FormReader } from './form.ts';

export const refusalReasons = {
  text_not_acceptable: 'I cannot agree to the text',
  own_agency_rules: 'The rules of my agency do not let me',
  not_taking_part: 'We do not take part',
  not_said: 'I would rather not say',
  other: 'Something else',
} as const;
const reasons = ['text_not_acceptable', 'own_agency_rules', 'not_taking_part', 'not_said', 'other'] as const;

/** Endorse the text that is in force (S0-18, S1-24). */
export const readEndorse: FormReader = ({ declareAt: ref, context }, fields) => {
  if (fields.get('endorse') !== 'yes')
    return [{ field: 'endorse', message: 'Tick the box if you have read the declaration and endorse it' }];
  const { version } = context.policy.declaration;
  // Somebody endorses what they were shown, not what has replaced it meanwhile.
  if (fields.get('text') !== version)
    return [{ field: 'endorse', message: 'The declaration has changed. Please read it again' }];
  const said = 'You have endorsed the confidentiality declaration.';
  const mode = 'electronic';
  return ref.type === 'meeting'
    ? {
        form: 'endorse',
        command: { ref, name: 'endorseConfidentiality', input: { mode, textVersion: version }, notes: {} },
        said,
      }
    : { form: 'endorse', command: { ref, name: 'endorseForCase', input: { mode }, notes: {} }, said };
};

/** Not to endorse is an answer too; the chair speaks with the person (S0-21). */
export const readRefuse: FormReader = ({ declareAt: ref }, fields) => {
  const reason = chosen(fields, 'why', reasons);
  if (reason === undefined) return [{ field: 'why', message: 'Choose a reason' }];
  if (ref.type !== 'meeting')
    return [{ field: 'why', message: 'This can be told by telephone only: please ring' }];
  return {
    form: 'refuse',
    command: { ref, name: 'refuseConfidentiality', input: { reason }, notes: {} },
    said: 'You do not endorse the declaration. The chairperson is told, and will speak with you.',
  };
};
