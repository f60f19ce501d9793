import type { Asked } from '../../domain/access/asked.ts';
import { decideAccess } from '../../domain/access/decide.ts';
import { decidedBy } from '../../domain/access/decided-by.ts';
import { type AccessDecision, notFound, type Permit } from '../../domain/access/permit.ts';
import type { Purpose } from '../../domain/access/purpose.ts';
import { readRights } from '../../domain/access/read-rights.ts';
import type { Subject } from '../../domain/access/subject.ts';
import type { Link } from '../../domain/answers/link.ts';
import { type Refusal, refuse } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import type { AggregateRef } from '../record.ts';
import type { Access } from './access-log.ts';
import { countReading } from './bulk-reading.ts';
import { appendAccess } from './chain.ts';
import { type FactPorts, type LoadedFacts, loadFacts } from './load-facts.ts';

export type { Permit } from '../../domain/access/permit.ts';

/** Somebody asks for something; `ref` is missing only for what is of no single aggregate, such as a list. */
export interface AccessRequest {
  subject: Subject;
  asked: Asked;
  purpose?: Purpose | undefined;
  ref?: AggregateRef | undefined;
  /** Through which case a person or a meeting is read; a person is never read but in a case. */
  caseId?: string | undefined;
  /** What exactly is read, such as a note's id; stands in the record of the access. */
  item?: string | undefined;
  /** The link by which the subject came (`via: 'link'`). */
  linked?: Pick<Link, 'purpose' | 'opens'> | undefined;
}

export type AccessPorts = FactPorts & Pick<App, 'accessLog' | 'readings' | 'telemetry' | 'random' | 'pause'>;

/** An id, perhaps with a version: whatever else stands in a path is not kept, it may be anything. */
const itemPattern = /^[a-z]{1,4}-[a-z0-9]{4,40}(?:\/\d{1,6})?$/;

/** Of one case, and so read through one. */
const ofOneCase: readonly string[] = [
  'content',
  'consent_reason',
  'identity',
  'narrative',
  'emergency_reason',
  'disclosures',
];

/**
 * Decide whether somebody may read or do something, from records read consistently just now, and keep the record
 * of it: of every read of content, identity, narrative, consent reasons, disclosures and audit, and of every
 * refusal. When the record cannot be written this throws, and nothing is read. Nothing that one may not know of
 * can be told apart from what is not there.
 */
export async function authorise(app: AccessPorts, request: AccessRequest): Promise<Permit | Refusal> {
  const loaded = await loadFacts(app, request);
  const decision = decide(request, loaded);
  const owner = loaded.state?.caseId ?? (loaded.facts.exists ? request.ref?.id : undefined);
  if (owner === undefined) {
    if (decision.kind === 'refused') app.telemetry.count('access-refused', { code: decision.code });
    return decision;
  }
  const access = accessOf(request, loaded, decision, app.clock.now());
  if (access) await appendAccess(app, owner, access);
  // Who looks at a region reads many cases, and nobody in them.
  if (access?.event === 'read' && loaded.state && access.what !== 'deidentified')
    await countReading(app, request.subject, owner, loaded.policy.access.bulkReadCasesPerHour);
  return decision;
}

function decide(
  { subject, asked, purpose, caseId, ref }: AccessRequest,
  { facts, policy }: LoadedFacts,
): AccessDecision {
  const isRead = asked.kind === 'read' && ofOneCase.includes(asked.what);
  if (isRead && ref?.type !== 'case' && caseId === undefined)
    return refuse('case-missing', 'this is read in a case; say in which', { field: 'caseId' });
  // A person's record is changed in a case as well, but for its creation.
  if (ref?.type === 'person' && caseId === undefined) return notFound();
  return decideAccess(subject, asked, facts, purpose, policy);
}

/** What is kept of a decision, in the log of the case or, without one, of the record itself; nothing for what needs no record. */
function accessOf(
  { subject, asked, purpose, ref, item }: AccessRequest,
  { state }: LoadedFacts,
  decision: AccessDecision,
  at: string,
): Access | undefined {
  const about = ref ?? (state && { type: 'case' as const, id: state.caseId });
  if (!about) return undefined;
  const { agencyId, representativeId, via } = subject;
  const given = {
    at,
    agencyId,
    representativeId,
    via,
    what: asked.kind === 'read' ? asked.what : `${asked.aggregate}.${asked.name}`,
    aggregate: about.type,
    id: about.id,
    ...(item !== undefined && itemPattern.test(item) ? { item } : {}),
    ...(purpose === undefined ? {} : { purpose }),
  };
  if (decision.kind === 'refused') return { ...given, event: 'refused', refusal: decision.code };
  if (asked.kind !== 'read' || !readRights[asked.what].recorded) return undefined;
  const { ground, basis } = decision;
  const by = state && decidedBy(state, { agencyId, representativeId }, ground);
  return {
    ...given,
    event: 'read',
    ground,
    ...(basis === undefined ? {} : { basis }),
    ...(by === undefined ? {} : { decidedBy: by }),
  };
}
