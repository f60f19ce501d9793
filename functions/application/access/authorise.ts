import type { Asked } from '../../domain/access/asked.ts';
import type { Purpose } from '../../domain/access/purpose.ts';
import type { Subject } from '../../domain/access/subject.ts';
import type { AggregateRef } from '../record.ts';

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
}

/** Allowed: on what ground (role, lead, action owner, break-glass, …) and legal basis. */
export interface Permit {
  kind: 'permit';
  ground: string;
  basis?: string;
}
