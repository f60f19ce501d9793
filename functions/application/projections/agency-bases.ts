import * as z from 'zod/mini';
import { agreementsInForce } from '../../domain/agency/queries.ts';
import { type AgencyState, agencySchema } from '../../domain/agency/state.ts';
import { basisTask } from '../../domain/case/agency-basis.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { system } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import { caseLists } from '../../domain/views/case-row.ts';
import type { App } from '../app.ts';
import { executeCommand } from '../execute-command.ts';
import { loadCase } from '../load-states.ts';
import type { AggregateRecord } from '../record.ts';
import type { Projection } from './projection.ts';

const rowSchema = z.object({ caseId: z.string() });

/**
 * Tell the cases that wait for an agency's basis that it signed an agreement. Looks through the agency's cases only
 * after a change that recorded one; a case that has ended meanwhile refuses, which does no harm.
 */
export const agencyBases: Projection = {
  name: 'bases',
  async project(app, record) {
    if (!hasNewAgreement(record)) return;
    const state: AgencyState = agencySchema.parse(record.data);
    for (const row of await app.lists.list(caseLists.ofAgency(state.agencyId))) {
      const { caseId } = rowSchema.parse(row);
      const found = await loadCase(app, caseId);
      if (found && isAsked(found, state.agencyId)) await tell(app, caseId, state, record.version);
    }
  },
};

const hasNewAgreement = ({ outbox }: AggregateRecord): boolean =>
  Object.values(outbox)
    .flat()
    .some((entry) => entry.entry === 'audit' && entry.event.type === 'agreement.recorded');

const isAsked = ({ tasks }: CaseState, agencyId: string): boolean =>
  tasks.some(({ code, subject, status }) => code === basisTask && subject === agencyId && status === 'open');

async function tell(app: App, caseId: string, state: AgencyState, version: number): Promise<void> {
  const { agencyId, kind } = state;
  await executeCommand(app, {
    ref: { type: 'case', id: caseId },
    name: 'agencyBasisFound',
    input: { agencyId },
    by: system(`agency:${agencyId}`),
    commandId: deriveId('cmd', caseId, 'basis', agencyId, version),
    directory: { [agencyId]: { kind, agreements: agreementsInForce(state, app.clock.now()) } },
  });
}
