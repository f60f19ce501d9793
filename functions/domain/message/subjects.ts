import type { MessageKind } from './kinds.ts';

/**
 * The subject of every mail of a kind: constant, neutral, safe on a lock screen (aws-facts 3.3). Never a name,
 * a code, a date or a word that tells what the work is about.
 */
export const subjects: Readonly<Record<MessageKind, string>> = {
  referral_received: 'New item for your decision',
  triage_outcome: 'Answer to your request',
  meeting_called: 'A meeting is to be arranged',
  meeting_changed: 'Meeting time changed',
  meeting_cancelled: 'Meeting cancelled',
  invitation: 'Meeting invitation',
  declaration_request: 'Your signature is needed',
  return_request: 'Information needed before a meeting',
  agenda: 'Meeting agenda',
  plan_copy: 'Document for you',
  action_assigned: 'Task for your agency',
  reminder: 'Reminder',
  digest: 'Your reminders for today',
  escalation: 'Overdue work needs you',
  feedback_received: 'Update received',
  follow_up_called: 'A further meeting is to be arranged',
  lead_offered: 'A request needs your answer',
  lead_changed: 'Contact changed',
  victim_liaison: 'A conversation to have',
  consent_status: 'Record updated',
  correction_notice: 'Correction: please confirm',
  outcome_note: 'Please report back to your agency',
  closure_notice: 'Work completed',
  watch_lapse: 'Review date reached',
  task_assigned: 'Task for you',
  break_glass: 'A reading for you to review',
  link_code: 'Your code',
  address_changed: 'Contact details changed',
};

/** The sender's name on every mail, whatever the agency: neutral and constant. */
export const senderName = 'Coordination Service';

/** The first words of every mail, which mail programs show beside the subject. */
export const preheader = 'This is a work message. Please open it where nobody else can read it.';
