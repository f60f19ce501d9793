import type { Policy } from '../policy/schema.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';
import type { Asked } from './asked.ts';
import { isCreation, rightOf } from './command-rights.ts';
import { running } from './commands/right.ts';
import type { AccessFacts } from './facts.ts';
import { linkRights } from './links.ts';
import { type AccessDecision, notFound, permit } from './permit.ts';
import type { Purpose } from './purpose.ts';
import { beforeBasis, type Need, type ReadRight, readRights, sharingPurposes } from './read-rights.ts';
import { firstOf, type Relation } from './relations.ts';
import type { Subject, TokenRole } from './subject.ts';

type AccessPolicy = Pick<Policy, 'access'>;
type ReadAsked = Extract<Asked, { kind: 'read' }>;
type CommandAsked = Extract<Asked, { kind: 'command' }>;

/** Roles that act in cases for an agency; the others look after the system and act in none. */
const workerRoles: readonly TokenRole[] = ['representative', 'agency_manager', 'after_hours', 'coordinator'];
const isWorker = ({ via, roles }: Subject): boolean =>
  via === 'link' || roles.some((role) => workerRoles.includes(role));

/**
 * Whether somebody may read or do something: the one decision on access. Pure; `facts` are what the records say
 * at this instant. Exclusion beats everything. What somebody may not know to exist is answered as if it did not.
 */
export function decideAccess(
  subject: Subject,
  asked: Asked,
  facts: AccessFacts,
  purpose: Purpose | undefined,
  policy: AccessPolicy,
): AccessDecision {
  if (policy.access.mfaRequired && lacksMfa(subject))
    return refuse('mfa-required', 'sign in with a second factor first');
  if (facts.left) return notFound();
  if (subject.via === 'link' && !isLinked(asked, facts)) return notFound();
  return asked.kind === 'read'
    ? decideRead(subject, asked, facts, purpose)
    : decideCommand(subject, asked, facts);
}

/** A link has its own challenge, and a system no second factor. */
const lacksMfa = ({ via, mfa, roles }: Subject): boolean =>
  via === 'account' && !mfa && !(roles.length === 1 && roles[0] === 'intake_system');

function isLinked(asked: Asked, { linked }: AccessFacts): boolean {
  if (!linked) return false;
  const { reads, commands } = linkRights[linked];
  return asked.kind === 'read'
    ? reads.includes(asked.what)
    : commands.includes(`${asked.aggregate}.${asked.name}`);
}

function decideRead(
  subject: Subject,
  { what }: ReadAsked,
  facts: AccessFacts,
  purpose: Purpose | undefined,
): AccessDecision {
  const right = readRights[what];
  if (!facts.exists || facts.excluded) return notFound();
  const role = roleFor(subject, right, facts);
  const relation = isWorker(subject) ? readsAs(right, facts, heldBy(facts, what === 'handling')) : undefined;
  const glass = right.breakGlass && facts.breakGlass && subject.via === 'account';
  const missing = relation === undefined ? [] : missingNeeds(right, relation, facts);
  if (relation !== undefined && missing.length === 0)
    return withPurpose(right, purpose, sharingPurposes, permit(relation, facts.basis));
  // Nobody endorses or shares for a role that knows no family; why they read is asked of them as well.
  if (role !== undefined && right.needs.every((need) => need === 'purpose'))
    return withPurpose(right, purpose, sharingPurposes, permit(role));
  if (glass) {
    const allowed: readonly Purpose[] = subject.roles.includes('auditor')
      ? [...sharingPurposes, 'audit']
      : sharingPurposes;
    return withPurpose(right, purpose, allowed, permit('break_glass'));
  }
  if (relation !== undefined) return refuseMissing(missing);
  // Who knows the case anyway is told that this is not for them; to everybody else it is not there.
  return knowsOf(subject, facts)
    ? refuse('not-permitted', 'this is for people with a duty that needs it')
    : notFound();
}

/**
 * What somebody is, without what they made themselves: until the convening team accepts it, to run a case gives an
 * agency no right over content that it would not have otherwise.
 */
function heldBy({ relations, selfNamed }: AccessFacts, evenSelfNamed: boolean): ReadonlySet<Relation> {
  if (!selfNamed || evenSelfNamed) return relations;
  const own: readonly Relation[] = running;
  return new Set([...relations].filter((relation) => !own.includes(relation)));
}

/** The strongest part by which somebody reads; without a basis of the case, one that reads before there is one. */
function readsAs(
  { relations, needs }: ReadRight,
  facts: AccessFacts,
  held: ReadonlySet<Relation>,
): Relation | undefined {
  const wanted = relations[facts.stage];
  const early = beforeBasis[facts.stage].filter((relation) => wanted.includes(relation));
  const waits = needs.includes('case_basis') && caseFault(false, facts) !== undefined;
  return (waits ? firstOf(early, held) : undefined) ?? firstOf(wanted, held);
}

function roleFor({ roles, via }: Subject, right: ReadRight, facts: AccessFacts): TokenRole | undefined {
  if (via === 'link') return undefined;
  return roles.find((role) => right.roles.includes(role) && (role !== 'regional_viewer' || facts.ownRegion));
}

const knowsOf = (subject: Subject, facts: AccessFacts): boolean =>
  (isWorker(subject) && firstOf(readRights.handling.relations[facts.stage], facts.relations) !== undefined) ||
  roleFor(subject, readRights.handling, facts) !== undefined;

/** What of the needs is not there, but for the purpose, which the reader gives. */
function missingNeeds({ needs }: ReadRight, relation: Relation, facts: AccessFacts): string[] {
  const early = beforeBasis[facts.stage].includes(relation);
  const checks: Readonly<Record<Exclude<Need, 'purpose'>, string | undefined>> = {
    endorsement: facts.endorsed ? undefined : 'not-endorsed',
    agency_basis: facts.basis === undefined ? 'no-agency-basis' : undefined,
    case_basis: caseFault(early, facts),
  };
  return needs.flatMap((need) => (need === 'purpose' ? [] : (checks[need] ?? [])));
}

/** Urgent work goes on while a withdrawal is undecided, as urgent mails do. */
function caseFault(early: boolean, facts: AccessFacts): string | undefined {
  if (early) return undefined;
  if (facts.withdrawalUndecided && !facts.urgent) return 'withdrawal-undecided';
  return facts.caseBasis ? undefined : 'no-case-basis';
}

const words: Readonly<Record<string, string>> = {
  'not-endorsed': 'endorse confidentiality for this case and cycle first',
  'no-agency-basis': 'no basis is recorded on which your agency may be told',
  'no-case-basis': 'neither consent nor another basis is recorded for this case yet',
  'withdrawal-undecided': 'consent was withdrawn, and what follows is not decided yet',
};

function refuseMissing(missing: readonly string[]): Refusal {
  const [code = 'not-permitted'] = missing;
  return refuse(code, missing.map((one) => words[one] ?? one).join('; '), { missing: [...missing] });
}

function withPurpose(
  { needs }: ReadRight,
  purpose: Purpose | undefined,
  allowed: readonly Purpose[],
  given: AccessDecision,
): AccessDecision {
  if (!needs.includes('purpose')) return given;
  if (purpose !== undefined && allowed.includes(purpose)) return given;
  return refuse('purpose-missing', `say why you read this: ${allowed.join(', ')}`, {
    missing: ['purpose'],
    duty: 'S1-10',
  });
}

function decideCommand(
  subject: Subject,
  { aggregate, name }: CommandAsked,
  facts: AccessFacts,
): AccessDecision {
  const right = rightOf(aggregate, name);
  if (!right) return refuse('unknown-command', `a ${aggregate} has no such command`);
  const creates = isCreation(aggregate, name);
  if (facts.excluded && !right.excludedToo) return notFound();
  if (!creates && !facts.exists) return notFound();
  const role = subject.via === 'account' ? subject.roles.find((r) => right.roles?.includes(r)) : undefined;
  if (role !== undefined) return permit(role);
  if (!isWorker(subject)) return knowsOf(subject, facts) ? notYours() : notFound();
  const relation = firstOf(right.relations, heldBy(facts, right.overContent !== true));
  if (relation !== undefined) return permit(relation);
  if (right.inEmergency && facts.answersEmergencies) return permit('emergency_duty');
  if (right.anyWorker) return permit('any_worker');
  return facts.relations.size > 0 || creates ? notYours() : notFound();
}

const notYours = (): Refusal => refuse('not-permitted', 'this is for others to do');
