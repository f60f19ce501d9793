/** Why content is read. The first three are the grounds of the family violence information sharing schemes. */
export const purposes = [
  'identify_risk',
  'manage_mitigate',
  'hold_to_account',
  /** Keeping the system running; never a ground for content. */
  'operate',
  /** Looking back: audit, review, coronial inquiry. */
  'audit',
  'records',
] as const;
export type Purpose = (typeof purposes)[number];
