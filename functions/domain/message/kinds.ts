import * as z from 'zod/mini';

/** Every e-mail the system can send, by kind. A new kind needs a template, a gate rule and a test. */
export const messageKinds = [
  'referral_received',
  'triage_outcome',
  'meeting_called',
  'meeting_changed',
  'meeting_cancelled',
  'invitation',
  'declaration_request',
  'return_request',
  'agenda',
  'plan_copy',
  'action_assigned',
  'reminder',
  'digest',
  'escalation',
  'feedback_received',
  'follow_up_called',
  'lead_offered',
  'lead_changed',
  'victim_liaison',
  'consent_status',
  'correction_notice',
  'outcome_note',
  'closure_notice',
  'watch_lapse',
  'task_assigned',
  'break_glass',
  'link_code',
  'address_changed',
] as const;
export const messageKindSchema = z.enum(messageKinds);
export type MessageKind = z.infer<typeof messageKindSchema>;
