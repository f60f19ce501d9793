import type { Draft } from 'immer';
import type { Policy } from '../policy/schema.ts';
import { adultVictims, childVictims, currentAgencies, victims } from './queries.ts';
import type { Consent, ConsentAttempt } from './schema/consent.ts';
import type { RiskAssessment } from './schema/risk.ts';
import type { CaseState } from './state.ts';

type Readable = CaseState | Draft<CaseState>;
type LegalBasis = Policy['legalBases'][number];
type BasisDecision = Consent['decisions'][number];

/** The level that counts: judgement with a rationale goes before the tool (S1-26). */
export const levelOf = (assessment: RiskAssessment): RiskAssessment['level'] =>
  assessment.override?.level ?? assessment.level;

const isHigh = (level: RiskAssessment['level']): boolean => level === 'high' || level === 'highest';

/**
 * Whether somebody deemed this person, or without one any victim of the family group, to be at high risk of
 * harm (S1-26). The person's own last assessment goes before a determination, and that before the finding
 * with which the case came.
 */
function highRiskFound(state: Readable, personId?: string): boolean {
  if (personId === undefined)
    return (
      state.referral.finding !== undefined || victims(state).some((v) => highRiskFound(state, v.personId))
    );
  const assessed = state.risk.assessments.findLast((a) => a.personId === personId);
  if (assessed) return isHigh(levelOf(assessed));
  const determined = state.risk.determinations.findLast((d) => d.victimId === personId);
  if (determined && determined.significant !== 'not_yet_determined') return determined.significant === 'yes';
  return state.referral.finding !== undefined;
}

/**
 * Informed consent that stands. A bare yes does not count, since she was not told what it means (S1-20); a no
 * or a withdrawal ends every yes before it.
 */
export function hasInformedConsent(state: Readable, personId: string): boolean {
  const answers = state.consent.attempts.filter((a) => a.personId === personId);
  const lastNo = answers.findLastIndex((a) => a.outcome === 'refused' || a.outcome === 'withdrawn');
  return answers.slice(lastNo + 1).some((a) => a.informed && isYes(a));
}

const isYes = ({ outcome }: ConsentAttempt): boolean =>
  outcome === 'given' || outcome === 'given_with_conditions';

/** Living adult victims whose answer or, in its place, basis the case needs. */
export const askedVictims = (state: Readable) =>
  adultVictims(state).filter((m) => m.deceasedAt === undefined);

const met: Record<
  LegalBasis['preconditions'][number],
  (state: Readable, personId: string | undefined, hasRationale: boolean) => boolean
> = {
  high_risk_determination: highRiskFound,
  recipient_signatory: (state) => currentAgencies(state).some((agency) => agency.basis !== undefined),
  serious_offender_flag: (state) => state.marks.seriousOffender,
  rationale: (_state, _personId, hasRationale) => hasRationale,
  child_involved: (state) => childVictims(state).length > 0,
  consent_given: (state, personId) =>
    personId === undefined
      ? askedVictims(state).length > 0 &&
        askedVictims(state).every((m) => hasInformedConsent(state, m.personId))
      : hasInformedConsent(state, personId),
};

/**
 * The preconditions of a basis that the record does not hold; the basis can be chosen when there is none
 * (guard a). Whether each single recipient may be told is the gate's own question.
 * @param of.personId the adult victim concerned; without one the whole family group
 * @param of.hasRationale whether the choice comes with its reasons in words
 */
export const missingPreconditions = (
  state: Readable,
  basis: LegalBasis,
  of: { personId?: string | undefined; hasRationale: boolean },
): LegalBasis['preconditions'] =>
  basis.preconditions.filter((condition) => !met[condition](state, of.personId, of.hasRationale));

/**
 * The decision by which information about a person may be shared now: the last one about that person or the
 * whole group that no withdrawal has ended. Consent is one only while her informed yes stands.
 */
export function currentBasis(state: Readable, personId: string): BasisDecision | undefined {
  return state.consent.decisions.findLast(
    (d) =>
      (d.personId === undefined || d.personId === personId) &&
      d.endedAt === undefined &&
      (d.ground !== 'consent' || hasInformedConsent(state, personId)),
  );
}

/** Adult victims for whom there is no consent and no decision to go on without (S1-19, S1-21). */
export const withoutBasis = (state: Readable) =>
  askedVictims(state).filter((member) => currentBasis(state, member.personId) === undefined);

/** Whose withdrawal waits for a decision: neither respected nor followed by another basis (S1-20). */
export const undecidedWithdrawals = (state: Readable) =>
  askedVictims(state).filter(({ personId }) => {
    const flags = state.consent.flags.find((f) => f.personId === personId);
    return (
      flags?.macmSharing === 'withdrawn' &&
      flags.respectedAt === undefined &&
      currentBasis(state, personId) === undefined
    );
  });

/**
 * Guard (a) for what is urgent: while a withdrawal is undecided, the basis that it ended still carries urgent
 * disclosures, and those alone. A withdrawal that was respected, or a basis that never stood, carries nothing.
 */
export function urgentBasisStands(state: Readable): boolean {
  if (basisStands(state)) return true;
  const undecided = undecidedWithdrawals(state).map(({ personId }) => personId);
  return withoutBasis(state).every(
    ({ personId }) =>
      undecided.includes(personId) &&
      state.consent.decisions.some(
        (d) =>
          (d.personId === undefined || d.personId === personId) &&
          d.endedAt !== undefined &&
          d.endedAt === lastWithdrawal(state, personId),
      ),
  );
}

const lastWithdrawal = (state: Readable, personId: string): string | undefined =>
  state.consent.flags.find((f) => f.personId === personId)?.macmChangedAt;

/**
 * Guard (a): the recorded decision and its basis stand for everybody who has to be asked; where nobody can be
 * asked, for the family group.
 */
export const basisStands = (state: Readable): boolean =>
  askedVictims(state).length > 0
    ? withoutBasis(state).length === 0
    : state.consent.decisions.some((d) => d.personId === undefined && d.endedAt === undefined);
