import { type CaseState, caseSchema } from '../../domain/case/state.ts';
import { overdueOf } from '../../domain/views/ring.ts';
import type { App } from '../app.ts';
import { UnknownPolicyError } from '../errors.ts';
import type { PolicyContext } from '../ports.ts';
import type { AggregateRecord } from '../record.ts';
import { type AgencyBook, type Late, withNumbers } from './whom-to-ring.ts';

/** The state of a case; undefined for a record that this release cannot read. */
export const stateOf = (record: AggregateRecord | undefined): CaseState | undefined =>
  caseSchema.safeParse(record?.data).data;

/** The rules that a case lives under; undefined if this release does not know them. */
export function contextOf({ policies }: Pick<App, 'policies'>, state: CaseState): PolicyContext | undefined {
  try {
    return policies.get(state.policyVersion, state.region);
  } catch (error) {
    // Such a case is not hidden: it cannot be looked at, and is found stuck.
    if (error instanceof UnknownPolicyError) return undefined;
    throw error;
  }
}

/** What is late in a case, and whom to ring about it. */
export async function lateIn(
  app: Pick<App, 'policies'>,
  state: CaseState | undefined,
  now: string,
  agencies: AgencyBook,
): Promise<Late[]> {
  const context = state && contextOf(app, state);
  return state && context ? withNumbers(overdueOf(state, context, now), agencies) : [];
}
