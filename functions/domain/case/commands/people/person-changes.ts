/** What a person's record tells the cases it is in, as codes (`personChanged`). */
export const personChanges = [
  'release_expected',
  'release_unknown',
  'released',
  'in_custody',
  'order_changed',
  'order_breached',
  'serial_designation_applied',
  'serial_designation_made',
  'serial_designation_refused',
  'program_changed',
  'flag_placed',
  'flag_withdrawn',
  'safe_contact_changed',
  'identity_corrected',
  'possible_match',
  'cultural_support',
  'died',
] as const;
export type PersonChange = (typeof personChanges)[number];
