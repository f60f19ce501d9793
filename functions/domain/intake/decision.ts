import type { MemberRole } from '../case/schema/members.ts';
import { victimRoles } from '../case/schema/members.ts';
import type { Policy } from '../policy/schema.ts';
import type { AskReason } from './ask-reasons.ts';
import { type Report, severities } from './report.ts';

/** A case that somebody in the records has a part in. */
export interface CaseOfPerson {
  caseId: string;
  role: MemberRole;
  /** Not finally closed: what happens is brought to it, also in the watch. */
  open: boolean;
}

/** A record that looks like somebody in a report. `same`: records confirmed to be of one and the same person. */
export interface Candidate {
  personId: string;
  score: number;
  same: readonly string[];
  inCustody: boolean;
  cases: readonly CaseOfPerson[];
}

/** What is to be done with a report, as data: carried out once, each step with an id of its own. */
export type IntakeStep =
  | { do: 'enter_person'; index: number }
  | {
      do: 'refer';
      members: { index: number; personId?: string | undefined }[];
      repeatOf?: string | undefined;
    }
  | {
      do: 'report_incident';
      caseId: string;
      victimIds: string[];
      personUsingViolenceId?: string | undefined;
    }
  | { do: 'record_release'; personId: string; inCustody: boolean };

export interface IntakeDecision {
  steps: IntakeStep[];
  ask: AskReason[];
}

type Known = { who: 'new' } | { who: 'unclear' } | { who: 'known'; records: Candidate[] };
const ask = (...reasons: AskReason[]): IntakeDecision => ({ steps: [], ask: reasons });

/**
 * What a report opens, links or clocks, by policy. Where two readings are possible a person decides (judgement):
 * a wrong link puts somebody into another family's case.
 * @param matches for each person of the report, the records that look like them
 */
export function intakeDecision(
  report: Report,
  matches: readonly (readonly Candidate[])[],
  policy: Pick<Policy, 'intake'>,
): IntakeDecision {
  const people = report.persons.map(({ role }, index) => ({
    index,
    role,
    known: whoIs(matches[index] ?? [], policy.intake.certainFrom),
  }));
  return report.kind === 'prison_release'
    ? releaseDecision(people)
    : incidentDecision(people, severities.indexOf(report.severity), policy);
}

interface Reported {
  index: number;
  role: MemberRole;
  known: Known;
}

/** Nobody like them: new. One record beyond doubt, or records confirmed as one person: known. Else unclear. */
function whoIs(candidates: readonly Candidate[], certainFrom: number): Known {
  const [best] = candidates;
  if (!best) return { who: 'new' };
  const one = new Set([best.personId, ...best.same]);
  const isOne = candidates.every(({ personId }) => one.has(personId));
  if (!isOne || best.score < certainFrom) return { who: 'unclear' };
  return { who: 'known', records: [...candidates] };
}

const recordsOf = ({ known }: Reported): Candidate[] => (known.who === 'known' ? known.records : []);
const isVictim = ({ role }: { role: MemberRole }): boolean => victimRoles.includes(role);

function releaseDecision(people: readonly Reported[]): IntakeDecision {
  const released = people.filter(({ role }) => role === 'person_using_violence');
  const [one] = released;
  if (!one || released.length > 1) return ask('nobody_released_named');
  if (one.known.who === 'unclear') return ask('who_is_meant');
  if (one.known.who === 'new') return ask('released_not_in_a_case');
  // Each record tells its own cases, so that records of one person must all hear of it.
  const steps = recordsOf(one).map(
    ({ personId, inCustody }): IntakeStep => ({ do: 'record_release', personId, inCustody }),
  );
  const open = recordsOf(one).some(({ cases }) => cases.some((c) => c.open));
  return { steps, ask: open ? [] : ['released_not_in_a_case'] };
}

function incidentDecision(
  people: readonly Reported[],
  severity: number,
  { intake }: Pick<Policy, 'intake'>,
): IntakeDecision {
  const victims = people.filter(isVictim);
  if (victims.length === 0) return ask('nobody_at_risk_named');
  if (people.some(({ known }) => known.who === 'unclear')) return ask('who_is_meant');
  const open = openCasesOf(victims);
  if (open.length > 1) return ask('which_case');
  const [caseId] = open;
  if (caseId !== undefined) return onCase(caseId, people, victims);
  if (people.some((p) => recordsOf(p).some(({ cases }) => cases.some((c) => c.open && differs(p, c)))))
    return ask('role_differs');
  if (severity < severities.indexOf(intake.referFrom)) return ask('below_referral');
  return opening(people, victims);
}

const differs = (reported: Reported, { role }: CaseOfPerson): boolean =>
  (isVictim(reported) && role === 'person_using_violence') ||
  (reported.role === 'person_using_violence' && victimRoles.includes(role));

/** Open cases in which somebody at risk in the report is a victim. */
const openCasesOf = (victims: readonly Reported[]): string[] => [
  ...new Set(
    victims.flatMap((victim) =>
      recordsOf(victim).flatMap(({ cases }) =>
        cases.filter((c) => c.open && isVictim(c)).map(({ caseId }) => caseId),
      ),
    ),
  ),
];

/** The record of somebody that a case speaks of, with their role there. */
const partIn = (reported: Reported, caseId: string) =>
  recordsOf(reported)
    .flatMap(({ personId, cases }) => cases.map((c) => ({ personId, ...c })))
    .find((c) => c.caseId === caseId);

function onCase(caseId: string, people: readonly Reported[], victims: readonly Reported[]): IntakeDecision {
  // A victim here who is the one using violence there is no small matter: it may be a misidentification.
  if (people.some((p) => recordsOf(p).some(({ cases }) => cases.some((c) => c.open && differs(p, c)))))
    return ask('role_differs');
  const victimIds = victims.flatMap((victim) => partIn(victim, caseId)?.personId ?? []);
  const using = people
    .filter(({ role }) => role === 'person_using_violence')
    .map((one) => partIn(one, caseId))
    .find((part) => part?.role === 'person_using_violence');
  const missing = people.some((one) => partIn(one, caseId) === undefined);
  return {
    steps: [
      {
        do: 'report_incident',
        caseId,
        victimIds,
        ...(using === undefined ? {} : { personUsingViolenceId: using.personId }),
      },
    ],
    ask: missing ? ['persons_to_add'] : [],
  };
}

/** A new referral, in which people who are known keep their records, and the newest ended case is named. */
function opening(people: readonly Reported[], victims: readonly Reported[]): IntakeDecision {
  const ended = victims.flatMap((victim) =>
    recordsOf(victim).flatMap(({ cases }) => cases.filter(isVictim).map(({ caseId }) => caseId)),
  );
  const repeatOf = ended.at(-1);
  return {
    steps: [
      ...people
        .filter(({ known }) => known.who === 'new')
        .map(({ index }): IntakeStep => ({ do: 'enter_person', index })),
      {
        do: 'refer',
        members: people.map((one) => ({ index: one.index, personId: recordsOf(one)[0]?.personId })),
        ...(repeatOf === undefined ? {} : { repeatOf }),
      },
    ],
    ask: [],
  };
}
