/** Why a person has to look: nothing is decided by a guess, and nothing is dropped. */
export const askReasons = [
  'who_is_meant',
  'which_case',
  'role_differs',
  'persons_to_add',
  'nobody_at_risk_named',
  'nobody_released_named',
  'below_referral',
  'released_not_in_a_case',
  'corrected',
  'step_refused',
] as const;
export type AskReason = (typeof askReasons)[number];
