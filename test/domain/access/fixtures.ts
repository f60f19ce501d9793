import { type AccessFacts, noFacts } from '../../../functions/domain/access/facts.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';

/** A worker of an invented agency, signed in with two factors. */
export const aSubject = (more: Partial<Subject> = {}): Subject => ({
  agencyId: 'agy-police',
  representativeId: 'rep-police1',
  roles: ['representative'],
  via: 'account',
  mfa: true,
  ...more,
});

/** A case at work with nothing missing, to which the subject is nobody. */
export const complete: AccessFacts = {
  ...noFacts,
  exists: true,
  endorsed: true,
  basis: 'invented_mou',
  caseBasis: true,
};
