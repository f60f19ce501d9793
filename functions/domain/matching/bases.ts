/** Why two records may be of one person, as codes that hold nothing of either. */
export const matchBases = [
  'same_name',
  'similar_name',
  'shared_name',
  'same_birth_date',
  'same_birth_year',
  'other_birth_year',
  'same_phone',
  'same_email',
] as const;
export type MatchBasis = (typeof matchBases)[number];
