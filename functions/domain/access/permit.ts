import { type Refusal, refuse } from '../shared/refusal.ts';

/** Allowed: on what ground (role, lead, action owner, break-glass, …) and legal basis. */
export interface Permit {
  kind: 'permit';
  ground: string;
  basis?: string;
}

export type AccessDecision = Permit | Refusal;

export const permit = (ground: string, basis?: string): Permit => ({
  kind: 'permit',
  ground,
  ...(basis === undefined ? {} : { basis }),
});

/**
 * The one answer for what does not exist and for what somebody may not know to exist: a stranger, a worker
 * excluded from the case and a wrong id cannot be told apart by it.
 */
export const notFound = (): Refusal => refuse('not-found', 'there is nothing here, or nothing for you');
