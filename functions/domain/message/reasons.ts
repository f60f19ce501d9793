/** Why the gate stops a message. */
export const stopReasons = [
  'unreadable',
  'record_missing',
  'excluded',
  'consent_condition',
  'family_group_address',
  'recipient_unknown',
  'recipient_left',
  'away_without_delegate',
  'named_contact_only',
  'address_missing',
  'address_unverified',
  'address_outside_domains',
  'address_bounced',
  'address_complained',
  'no_part_in_case',
  'no_ground',
  'no_lead',
  'no_agency_basis',
  'no_case_basis',
  'not_endorsed',
  'withdrawal_undecided',
  'held_misidentification',
  'held_death',
  'case_closed',
  'no_longer_true',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Whose task it is when a message is stopped; the case or meeting finds the person. */
export type TaskFor = 'lead' | 'convenor' | 'operations' | 'nobody';

/** What a person reads about a stopped message, and who must act. No text names anybody. */
export const stopReasonTable: Readonly<Record<StopReason, { text: string; task: TaskFor }>> = {
  unreadable: {
    text: 'The message was asked for without what its kind needs. Tell the person by telephone and report the fault.',
    task: 'operations',
  },
  record_missing: {
    text: 'The case, meeting or agency that the message is about could not be read. Tell the person by telephone.',
    task: 'operations',
  },
  excluded: {
    text: 'The recipient is excluded from this case. Ask the agency for somebody without a conflict of interest.',
    task: 'convenor',
  },
  consent_condition: {
    text: 'The adult victim agreed on the condition that this recipient is told nothing.',
    task: 'convenor',
  },
  family_group_address: {
    text: 'The address belongs to a member of the family group. Nothing was sent. Check the directory at once.',
    task: 'convenor',
  },
  recipient_unknown: {
    text: 'The agency has nobody in this post, or the directory does not know the person. Ring the agency.',
    task: 'convenor',
  },
  recipient_left: {
    text: 'The representative has left. Ask the agency to name another and hand over what is open.',
    task: 'convenor',
  },
  away_without_delegate: {
    text: 'The representative is away and has named nobody to stand in. Ring the agency.',
    task: 'convenor',
  },
  named_contact_only: {
    text: 'This agency is written to through its nominated contact only, not through a mailbox or other post.',
    task: 'convenor',
  },
  address_missing: { text: 'The directory has no e-mail address for the recipient.', task: 'convenor' },
  address_unverified: { text: 'The e-mail address of the recipient is not verified.', task: 'convenor' },
  address_outside_domains: {
    text: 'The e-mail address is not in a mail domain of the agency.',
    task: 'convenor',
  },
  address_bounced: {
    text: 'Mail to this address came back earlier. Ring the recipient and correct the address.',
    task: 'convenor',
  },
  address_complained: {
    text: 'Mail to this address was reported as unwanted earlier. Ring the recipient and agree on an address.',
    task: 'convenor',
  },
  no_part_in_case: { text: 'The recipient has no part in this case.', task: 'convenor' },
  no_ground: {
    text: 'The ground on which the recipient was to be told no longer holds. Decide who is to be told now.',
    task: 'lead',
  },
  no_lead: {
    text: 'The case has no nominated lead agency, without which no plan goes out.',
    task: 'convenor',
  },
  no_agency_basis: {
    text: 'The agency has neither signed an agreement nor a recorded basis for receiving case content.',
    task: 'convenor',
  },
  no_case_basis: {
    text: 'Neither consent nor a decided legal basis for sharing is on record for this case.',
    task: 'lead',
  },
  not_endorsed: {
    text: 'The recipient has not endorsed confidentiality for this case and meeting. Get the endorsement; the copy then goes out.',
    task: 'lead',
  },
  withdrawal_undecided: {
    text: 'Consent was withdrawn and nobody has decided yet how to go on. Only urgent disclosures are sent.',
    task: 'lead',
  },
  held_misidentification: {
    text: 'Misidentification is suspected or confirmed; liaison and plan mail wait for the review.',
    task: 'convenor',
  },
  held_death: { text: 'A death is recorded; contact tasks and liaison have stopped.', task: 'convenor' },
  case_closed: { text: 'The case has been closed, so this kind of message is not sent.', task: 'convenor' },
  no_longer_true: {
    text: 'What the message says is no longer so. Nothing needs to be done.',
    task: 'nobody',
  },
};

/** Whether somebody must act when a message is stopped for this reason. */
export const needsTask = (reason: StopReason): boolean => stopReasonTable[reason].task !== 'nobody';
