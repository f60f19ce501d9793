import * as z from 'zod/mini';
import { idSchema } from '../shared/ids.ts';
import type { MessageKind } from './kinds.ts';

const optionalInstant = z.optional(z.string());
const dueAt = { dueAt: optionalInstant };
const priority = z.optional(z.enum(['immediate', 'urgent', 'standard']));
const ofCase = { caseId: idSchema };
const ofMeeting = {
  meetingId: idSchema,
  startsAt: optionalInstant,
  meetingVersion: z.optional(z.number()),
  /** Narrows the mail to some of the meeting's cases; the gate narrows it to the recipient's in any case. */
  caseIds: z.optional(z.array(idSchema)),
};
/** The time that the mail states: when the meeting has another by then, the mail is no longer true. */
const ofMeetingAt = { ...ofMeeting, startsAt: z.string() };
/** From a case or from a meeting, by who asks. */
const ofEither = { ...ofMeeting, caseId: z.optional(idSchema), meetingId: z.optional(idSchema) };
/** The rung by which it is asked for again; absent the first time. */
const chased = { rung: z.optional(z.string()) };
/** What a rung of a clock is about; `subject` is the action, task or person of the clock. */
const ofClock = {
  caseId: z.optional(idSchema),
  meetingId: z.optional(idSchema),
  rule: z.string(),
  rung: z.optional(z.string()),
  subject: z.optional(idSchema),
  /** Who is to act; nobody in particular when it is absent. */
  agencyId: z.optional(idSchema),
  dueAt: optionalInstant,
  priority,
};

/** On what ground somebody gets a copy of a plan: one of these or none (design, guard c). */
const planGrounds = [
  'has_action',
  'lead',
  'incoming_lead',
  'interim_lead',
  'chair',
  'takes_action_over',
] as const;

const variant = <Kind extends MessageKind, Shape extends z.core.$ZodShape>(kind: Kind, params: Shape) =>
  z.object({ kind: z.literal(kind), params: z.object(params) });

/**
 * Every e-mail that the system can send is one variant. Parameters are ids, codes, instants and numbers only;
 * unknown ones are dropped, so that nothing that a caller adds by mistake can reach a template.
 */
const messageSchema = z.discriminatedUnion('kind', [
  variant('referral_received', { ...ofCase, ...dueAt }),
  variant('triage_outcome', { ...ofCase, outcome: z.string(), ...dueAt }),
  variant('meeting_called', {
    ...ofEither,
    ...dueAt,
    /** To the convening team: called from outside it, by somebody who convenes it themselves or not, or chaired or led from there. */
    convening: z.optional(z.enum(['self_named', 'outside', 'chair', 'lead'])),
  }),
  variant('meeting_changed', ofMeetingAt),
  variant('meeting_cancelled', ofMeeting),
  variant('invitation', {
    ...ofMeetingAt,
    mode: z.optional(z.enum(['in_person', 'virtual', 'hybrid'])),
    returnsDueAt: optionalInstant,
    ...chased,
  }),
  variant('declaration_request', { ...ofEither, ...dueAt, ...chased }),
  variant('return_request', {
    ...ofMeeting,
    ...dueAt,
    ...chased,
    /** A question about a return that has been given (S0-43). */
    question: z.optional(idSchema),
  }),
  variant('agenda', ofMeeting),
  variant('plan_copy', {
    ...ofCase,
    planId: idSchema,
    version: z.number(),
    ground: z.enum(planGrounds),
  }),
  variant('action_assigned', {
    ...ofCase,
    actionId: idSchema,
    ...dueAt,
    acknowledgeBy: optionalInstant,
    priority,
    /** What happened to the action: `added` (also when absent), `handed_on`, `taken`, `extended`, `cancelled`, … */
    why: z.optional(z.string()),
  }),
  variant('reminder', ofClock),
  variant('digest', {}),
  variant('escalation', ofClock),
  variant('feedback_received', { ...ofCase, actionId: idSchema }),
  variant('follow_up_called', { ...ofEither, ...dueAt }),
  variant('lead_offered', { ...ofCase, offerId: idSchema, ...dueAt }),
  variant('lead_changed', ofCase),
  variant('victim_liaison', { ...ofCase, ...dueAt }),
  variant('consent_status', ofCase),
  variant('correction_notice', { ...ofCase, ...dueAt }),
  variant('outcome_note', { ...ofCase, ...dueAt }),
  variant('closure_notice', ofCase),
  variant('watch_lapse', { ...ofCase, ...dueAt }),
  variant('break_glass', { ...ofCase, taskId: z.optional(idSchema), ...dueAt }),
  variant('task_assigned', {
    caseId: z.optional(idSchema),
    meetingId: z.optional(idSchema),
    taskId: z.optional(idSchema),
    task: z.optional(idSchema),
    code: z.optional(z.string()),
    ...dueAt,
  }),
  /** The n-th code for a link; the code itself is made when the mail is. */
  variant('link_code', { ...ofEither, link: idSchema, n: z.number() }),
  /**
   * `verifiedAt`: of the recipient's address that it is about, and to which alone it goes. `what` was changed, where it
   * is not the address but who gets the mail.
   */
  variant('address_changed', {
    caseId: z.optional(idSchema),
    verifiedAt: optionalInstant,
    what: z.optional(z.enum(['post', 'delegate', 'named_contact'])),
  }),
]);
export type Message = z.infer<typeof messageSchema>;
export type MessageOf<Kind extends MessageKind> = Extract<Message, { kind: Kind }>;

/** A message whose parameters do not fit its kind: it can never be sent, and somebody must be told. */
export interface Unreadable {
  kind: 'unreadable';
  /** Paths of the parameters that are missing or wrong, e.g. `actionId`. */
  fields: string[];
}

/**
 * Read a message as it was asked for by an aggregate. The sender's own id stands in for `caseId` or
 * `meetingId` where a command left it out.
 */
export function readMessage(
  kind: MessageKind,
  params: Readonly<Record<string, unknown>>,
  from: { aggregate: string; id: string },
): Message | Unreadable {
  const own =
    from.aggregate === 'case'
      ? { caseId: from.id }
      : from.aggregate === 'meeting'
        ? { meetingId: from.id }
        : {};
  const parsed = messageSchema.safeParse({ kind, params: { ...own, ...params } });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.slice(1).join('.') || 'kind');
  return { kind: 'unreadable', fields: [...new Set(fields)] };
}
