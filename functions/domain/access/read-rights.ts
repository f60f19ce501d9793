import type { ReadClass } from './asked.ts';
import type { Stage } from './facts.ts';
import type { Purpose } from './purpose.ts';
import { bystanders, doers, handlers, type Relation } from './relations.ts';
import type { TokenRole } from './subject.ts';

/**
 * What must be recorded before it is read: a purpose, an endorsement of confidentiality, a basis of the agency,
 * a basis of the case.
 */
export type Need = 'purpose' | 'endorsement' | 'agency_basis' | 'case_basis';

/** Who may read a class of things. */
export interface ReadRight {
  /** By what they are to the case, in each stage of its life. */
  relations: Readonly<Record<Stage, readonly Relation[]>>;
  /** By a role that the identity provider grants, whatever they are to the case. */
  roles: readonly TokenRole[];
  needs: readonly Need[];
  /** Read on a break-glass grant, which stands in for relation, endorsement and bases, never for a purpose. */
  breakGlass: boolean;
  /** The record of an access is kept for each permit, not for refusals alone. */
  recorded: boolean;
  source: string;
}

const all = (
  intake: readonly Relation[],
  work = intake,
  watch = work,
  ended = watch,
): ReadRight['relations'] => ({
  intake,
  work,
  watch,
  ended,
});
const nobody = all([]);
/** `own_worker`: lists of what one's own agency has to do. */
const known = [
  ...handlers,
  ...doers,
  'caller',
  ...bystanders,
  'own_worker',
] as const satisfies readonly Relation[];
const withDuty = [...handlers, ...doers, 'caller'] as const satisfies readonly Relation[];

const content = {
  relations: all(withDuty, withDuty, withDuty, handlers),
  roles: [],
  needs: ['purpose', 'endorsement', 'agency_basis', 'case_basis'],
  breakGlass: true,
  recorded: true,
} as const;

/** The table of reading. Regional and national viewers see what is handled, never whom it is about (S4-24). */
export const readRights: Readonly<Record<ReadClass, ReadRight>> = {
  handling: {
    relations: all(known),
    roles: ['operations', 'regional_viewer', 'national_viewer', 'auditor', 'records_officer'],
    needs: [],
    breakGlass: true,
    recorded: false,
    source: 'S0-05, S4-24',
  },
  deidentified: {
    relations: nobody,
    roles: ['regional_viewer', 'national_viewer'],
    needs: ['purpose'],
    breakGlass: false,
    recorded: true,
    source: 'S4-24',
  },
  content: { ...content, source: 'guard d' },
  identity: { ...content, source: 'guard d' },
  narrative: { ...content, source: 'guard d' },
  consent_reason: {
    ...content,
    relations: all(handlers),
    breakGlass: false,
    source: 'S1-22, S1-23; the reason is for who asks her, our judgement',
  },
  emergency_reason: {
    // Those who may review it, and never its reader's colleagues: it may say of whom somebody is afraid.
    relations: all(['convenor', 'chair', 'triage', 'region', 'convening_team']),
    roles: ['auditor'],
    needs: [],
    breakGlass: false,
    recorded: true,
    source: 'judgement',
  },
  disclosures: {
    relations: all([
      'lead',
      'interim_lead',
      'convening_lead',
      'convenor',
      'chair',
      'region',
      'convening_team',
    ]),
    roles: ['auditor', 'records_officer'],
    needs: [],
    breakGlass: false,
    recorded: true,
    source: 'S1-17, S1-18',
  },
  audit: {
    relations: nobody,
    roles: ['auditor', 'records_officer'],
    needs: [],
    breakGlass: false,
    recorded: true,
    source: 'judgement',
  },
  directory: {
    relations: nobody,
    roles: [
      'representative',
      'agency_manager',
      'after_hours',
      'coordinator',
      'regional_viewer',
      'national_viewer',
      'operations',
      'auditor',
      'records_officer',
      'administrator',
    ],
    needs: [],
    breakGlass: false,
    recorded: false,
    source: 'judgement',
  },
  health: {
    relations: nobody,
    roles: ['operations'],
    needs: [],
    breakGlass: false,
    recorded: false,
    source: 'judgement',
  },
};

/** Grounds of sharing content, exactly these three (S1-10). */
export const sharingPurposes: readonly Purpose[] = ['identify_risk', 'manage_mitigate', 'hold_to_account'];

/**
 * Who reads content while there is no basis for the case yet: who runs it, because the basis is theirs to find,
 * and the caller until it is found.
 */
export const beforeBasis: ReadRight['relations'] = all([...handlers, 'caller'], handlers, handlers, handlers);
