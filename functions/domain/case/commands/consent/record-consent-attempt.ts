import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { askedVictims } from '../../legal-basis.ts';
import { openPhases } from '../../phases.ts';
import type { ConsentAttempt } from '../../schema/consent.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, openTask } from '../../tasks.ts';
import { responsible } from '../people/responsible.ts';
import { applyConditions } from './conditions.ts';
import { askablePerson, isUnsafeToAsk } from './persons.ts';
import { awaitDecision, proceed, tellAgencies } from './progress.ts';

const input = z.strictObject({
  personId: idSchema,
  at: z.optional(instantSchema),
  method: z.enum(['in_person', 'phone', 'video', 'through_trusted_contact', 'written', 'not_attempted']),
  outcome: z.enum(['given', 'given_with_conditions', 'refused', 'no_contact', 'not_safe_to_ask']),
  conditions: z._default(
    z.array(
      z.strictObject({
        exclude: z.strictObject({ agencyId: idSchema, representativeId: z.optional(idSchema) }),
        purposes: z.optional(z.array(z.enum(['identify_risk', 'manage_mitigate', 'hold_to_account']))),
      }),
    ),
    [],
  ),
  told: z.optional(z.strictObject({ purpose: z.boolean(), agencies: z.boolean(), limits: z.boolean() })),
  reason: z.optional(z.enum(['fear', 'safety', 'language', 'no_safe_contact', 'other'])),
  /** The number of a signed form kept elsewhere (S1-28). */
  formReference: z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/))),
});
type Input = z.output<typeof input>;

/**
 * Record one attempt to obtain informed consent to MACM (S1-19, S1-20), or why it was not safe to ask. When
 * the basis stands for every adult victim the case goes on; until then each of them has a clock of her own.
 */
export const recordConsentAttempt = defineCaseCommand({
  name: 'recordConsentAttempt',
  title: 'Record an attempt to obtain consent',
  duty: ['S1-19', 'S1-20', 'S1-23', 'S1-25', 'S1-28', 'S2-27'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input,
  decide(draft, attempt, context) {
    const refusal = askablePerson(draft, attempt.personId, context) ?? contradiction(draft, attempt, context);
    if (refusal) return refusal;
    const made = toAttempt(attempt, context);
    draft.consent.attempts.push(made);
    context.event('consent.attempted', {
      person: made.personId,
      outcome: made.outcome,
      informed: made.informed,
    });
    context.did(`consent.${made.outcome}`);
    applyOutcome(draft, made, context);
    if (everyoneAttempted(draft))
      endClocks(draft, context, { rule: 'consent.attempt', subject: undefined }, 'met');
    proceed(draft, 'recordConsentAttempt', context);
    return undefined;
  },
});

function contradiction(draft: Draft<CaseState>, attempt: Input, context: CaseContext): Refusal | undefined {
  const { personId, outcome, method, conditions, at, reason } = attempt;
  if (isUnsafeToAsk(draft, personId))
    return refuse('not-safe-to-ask', 'it is not safe to ask until a worker records that this changed', {
      missing: ['recordSafeToAsk'],
      duty: 'S1-19',
    });
  const flag = draft.consent.flags.find((f) => f.personId === personId)?.macmSharing;
  if (outcome === 'refused' && (flag === 'yes' || flag === 'yes_with_conditions'))
    return refuse('consent-was-given', 'consent given before is taken back by withdrawConsent', {
      field: 'outcome',
    });
  if (at !== undefined && at > context.now)
    return refuse('in-the-future', 'the attempt is yet to come', { field: 'at' });
  if ((outcome === 'given_with_conditions') !== conditions.length > 0)
    return refuse('conditions-differ', 'consent with conditions names each of them, any other outcome none', {
      field: 'conditions',
    });
  if ((outcome === 'not_safe_to_ask') !== (method === 'not_attempted'))
    return refuse('method-differs', 'nobody was asked if and only if it was not safe to ask', {
      field: 'method',
    });
  if (outcome === 'not_safe_to_ask' && reason === undefined)
    return refuse('reason-missing', 'why it is not safe to ask is missing', {
      missing: ['reason'],
      duty: 'S1-19',
    });
  return undefined;
}

function toAttempt({ told, at, conditions, ...attempt }: Input, context: CaseContext): ConsentAttempt {
  const informed = told?.purpose === true && told.agencies && told.limits;
  return {
    attemptId: context.newId('att', attempt.personId),
    ...attempt,
    by: actingWorker(context.by),
    at: at ?? context.now,
    conditions,
    ...(told ? { told } : {}),
    informed,
    ...noteId(context, 'detail'),
  };
}

function applyOutcome(draft: Draft<CaseState>, attempt: ConsentAttempt, context: CaseContext): void {
  const { personId, outcome } = attempt;
  endClocks(draft, context, { rule: 'consent.attempt', subject: personId }, 'met');
  endClocks(draft, context, { rule: 'consent.renew', subject: personId }, 'met');
  switch (outcome) {
    case 'given':
    case 'given_with_conditions':
      answer(draft, attempt, outcome === 'given' ? 'yes' : 'yes_with_conditions', context);
      applyConditions(draft, attempt, context);
      if (attempt.informed) recordConsentBasis(draft, attempt, context);
      else completeLater(draft, personId, context);
      break;
    case 'refused':
      answer(draft, attempt, 'no', context);
      awaitDecision(draft, personId, context);
      break;
    case 'no_contact':
      tryAgain(draft, personId, context);
      break;
    case 'not_safe_to_ask':
      draft.consent.notSafeToAsk.push({ personId, since: context.now });
      endTasks(
        draft,
        context,
        { code: 'attempt_consent', subject: personId },
        'cancelled',
        'not_safe_to_ask',
      );
      awaitDecision(draft, personId, context);
      break;
    case 'withdrawn':
      break;
  }
  // Fear never closes a case: the offer is made again (S2-27), once asking is safe.
  if (attempt.reason === 'fear' && outcome !== 'not_safe_to_ask')
    startClock(draft, context, 'consent.renew', { subject: personId });
}

function answer(
  draft: Draft<CaseState>,
  { personId }: ConsentAttempt,
  value: 'yes' | 'yes_with_conditions' | 'no',
  context: CaseContext,
): void {
  endTasks(draft, context, { code: 'attempt_consent', subject: personId }, 'done');
  const flags = draft.consent.flags.find((f) => f.personId === personId);
  if (!flags || flags.macmSharing === value) return;
  flags.macmSharing = value;
  flags.macmChangedAt = context.now;
  tellAgencies(draft, context);
}

/** A bare yes is kept as what she said, and somebody goes back to tell her what it means (S1-20). */
function completeLater(draft: Draft<CaseState>, personId: string, context: CaseContext): void {
  openTask(draft, context, {
    code: 'complete_informed_consent',
    for: responsible(draft, context),
    subject: personId,
  });
  startClock(draft, context, 'consent.attempt', { subject: personId });
}

function recordConsentBasis(draft: Draft<CaseState>, attempt: ConsentAttempt, context: CaseContext): void {
  const basis = context.policy.legalBases.find((b) => b.ground === 'consent');
  draft.consent.decisions.push({
    decisionId: context.newId('bas', attempt.personId, 'consent'),
    personId: attempt.personId,
    basis: basis?.code ?? 'consent',
    ground: 'consent',
    by: attempt.by,
    at: context.now,
  });
  context.event('basis.decided', { person: attempt.personId, ground: 'consent' });
}

/** After so many attempts without contact nobody waits longer: somebody decides (S1-21). */
function tryAgain(draft: Draft<CaseState>, personId: string, context: CaseContext): void {
  const tried = draft.consent.attempts.filter(
    (a) => a.personId === personId && a.outcome === 'no_contact',
  ).length;
  if (tried >= context.policy.limits.consentAttemptsBeforeDecision) awaitDecision(draft, personId, context);
  else startClock(draft, context, 'consent.attempt', { subject: personId });
}

const everyoneAttempted = (draft: Draft<CaseState>): boolean =>
  askedVictims(draft).every((m) => draft.consent.attempts.some((a) => a.personId === m.personId));
