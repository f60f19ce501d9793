import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { askedVictims, hasInformedConsent, missingPreconditions } from '../../legal-basis.ts';
import { openPhases } from '../../phases.ts';
import { currentAgencies, leadAt } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { askToTellGoAhead } from './go-ahead.ts';
import { askablePerson, isUnsafeToAsk } from './persons.ts';
import { proceed, tellAgencies } from './progress.ts';

const whyNoConsent = [
  'refused',
  'no_contact',
  'not_safe_to_ask',
  'withdrawn',
  'not_informed',
  'urgent_no_time',
  'nobody_to_ask',
] as const;

const input = z.strictObject({
  /** The adult victim concerned; without one the decision is for the whole family group. */
  personId: z.optional(idSchema),
  basis: codeSchema,
  whyNoConsent: z.optional(z.enum(whyNoConsent)),
  guideFollowed: z.optional(z.boolean()),
});
type Input = z.output<typeof input>;

/**
 * Decide on what basis the case goes on (guard a). Without consent it needs why consent was not possible, as
 * the record shows it, and one of three grounds (S1-21) whose preconditions the record holds (S1-26).
 */
export const decideBasis = defineCaseCommand({
  name: 'decideBasis',
  title: 'Decide the basis for sharing',
  duty: ['S1-18', 'S1-19', 'S1-21', 'S1-25', 'S1-26', 'S1-27'],
  phases: openPhases.filter((phase) => phase !== 'referral'),
  by: 'worker',
  input,
  decide(draft, choice, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const basis = context.policy.legalBases.find((b) => b.code === choice.basis);
    if (!basis) return refuse('unknown-basis', 'the policy has no such basis', { field: 'basis' });
    const refusal =
      choice.personId === undefined ? undefined : askablePerson(draft, choice.personId, context);
    if (refusal) return refusal;
    const hasRationale = context.notes['rationale'] !== undefined;
    const missing = missingPreconditions(draft, basis, { personId: choice.personId, hasRationale });
    if (missing.length > 0)
      return refuse(
        'precondition-missing',
        `${basis.code} cannot be chosen; the record lacks ${missing.join(', ')}`,
        {
          missing,
          field: 'basis',
          duty: 'S1-26',
        },
      );
    const withoutConsent = basis.ground !== 'consent';
    if (withoutConsent) {
      const unfounded = whyRefusal(draft, choice) ?? guideRefusal(draft, choice, context);
      if (unfounded) return unfounded;
    }
    draft.consent.decisions.push({
      decisionId: context.newId('bas', choice.personId ?? 'group', basis.code),
      ...choice,
      ground: basis.ground,
      by,
      at: context.now,
      ...noteId(context, 'rationale'),
    });
    context.event('basis.decided', { person: choice.personId, basis: basis.code, ground: basis.ground });
    context.did(`basis.${basis.ground}`);
    if (withoutConsent) askToTellGoAhead(draft, choice.personId, context);
    tellAgencies(draft, context);
    proceed(draft, 'decideBasis', context);
    return undefined;
  },
});

/** Why there is no consent, checked against the record: a reason that the record does not show is refused. */
function whyRefusal(draft: Draft<CaseState>, { personId, whyNoConsent: why }: Input): Refusal | undefined {
  if (why === undefined)
    return refuse('why-no-consent-missing', 'why consent was not possible is missing', {
      missing: ['whyNoConsent'],
      duty: 'S1-21',
    });
  const asked = askedVictims(draft).filter((m) => personId === undefined || m.personId === personId);
  const people = asked.filter((m) => !hasInformedConsent(draft, m.personId)).map((m) => m.personId);
  const shown: Record<(typeof whyNoConsent)[number], (person: string) => boolean> = {
    refused: (p) => draft.consent.attempts.some((a) => a.personId === p && a.outcome === 'refused'),
    no_contact: (p) => draft.consent.attempts.some((a) => a.personId === p && a.outcome === 'no_contact'),
    not_safe_to_ask: (p) => isUnsafeToAsk(draft, p),
    withdrawn: (p) => draft.consent.attempts.some((a) => a.personId === p && a.outcome === 'withdrawn'),
    not_informed: (p) => draft.consent.attempts.some((a) => a.personId === p && !a.informed),
    urgent_no_time: () => draft.urgency !== 'standard',
    nobody_to_ask: () => false,
  };
  const founded =
    people.length === 0 ? why === 'nobody_to_ask' || asked.length > 0 : people.every(shown[why]);
  if (founded) return undefined;
  return refuse('why-no-consent-not-shown', `the record does not show ${why} for everybody concerned`, {
    field: 'whyNoConsent',
    duty: 'S1-19',
  });
}

/** A health service that leads shows that it followed the guide on sharing in high risk cases (S1-27). */
function guideRefusal(
  draft: Draft<CaseState>,
  { guideFollowed }: Input,
  context: CaseContext,
): Refusal | undefined {
  const lead = leadAt(draft, context.now);
  const kind = currentAgencies(draft).find((a) => a.agencyId === lead?.agencyId)?.kind ?? '';
  if (!kind.startsWith('health') || guideFollowed === true) return undefined;
  const guide = context.policy.guides?.[0];
  const named = guide ? `'${guide.title}' (${guide.place})` : 'the guide on sharing in high risk cases';
  return refuse('guide-not-followed', `a health service that leads records that it followed ${named}`, {
    missing: ['guideFollowed'],
    duty: 'S1-27',
  });
}
