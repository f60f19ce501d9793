import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { agencyPosts } from '../../shared/recipient.ts';

/** Silence is its own value: `no_response` until somebody answers, whatever was delivered (S0-35). */
const replies = ['no_response', 'accepted', 'apology', 'proxy_named'] as const;

/** One invitation per person, however many of the meeting's cases concern them. */
export const invitationSchema = z.object({
  invitationId: idSchema,
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  post: z.optional(z.enum(agencyPosts)),
  /** `afterwards`: not at the meeting, but has to endorse because of an action or a copy. */
  role: z.enum(['representative', 'proxy', 'afterwards']),
  proxyFor: z.optional(idSchema),
  caseIds: z.array(idSchema),
  /** Cases for which a named person marked the participation required (S2-02). */
  requiredFor: z.array(idSchema),
  reply: z.enum(replies),
  repliedAt: z.optional(z.string()),
  reason: z.optional(z.string()),
  proxy: z.optional(workerSchema),
  /** `<what>:<rung>` of reminders already sent. */
  chased: z.array(z.string()),
  withdrawnAt: z.optional(z.string()),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** How confidentiality was endorsed; where word of mouth is enough is policy (S0-20). */
export const endorsementModes = ['written', 'electronic', 'verbal'] as const;

/** Confidentiality for this meeting and cycle: who, when, which text, and who sought it if by word (S0-18, S0-19). */
export const endorsementSchema = z.object({
  worker: workerSchema,
  status: z.enum(['endorsed', 'refused']),
  mode: z.optional(z.enum(endorsementModes)),
  textVersion: z.string(),
  at: z.string(),
  soughtBy: z.optional(workerSchema),
  /** The policy setting under which a word counted (S0-20). */
  rule: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type Endorsement = z.infer<typeof endorsementSchema>;

/** An agency's part in one case of the meeting, never conflated with silence. */
const attendanceStatuses = [
  'attending',
  'represented_by_proxy',
  'apology_with_return',
  'apology_without_return',
  'no_show',
  'no_response',
  'observer',
] as const;
export const attendanceSchema = z.object({
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  status: z.enum(attendanceStatuses),
});
export type Attendance = z.infer<typeof attendanceSchema>;
