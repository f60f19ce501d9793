import type * as z from 'zod/mini';
import type { askInput } from '../../domain/search/decide.ts';
import { searchSchema } from '../../domain/search/state.ts';
import { system, type Worker } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { Refusal } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import { type CommandAnswer, executeCommand } from '../execute-command.ts';
import type { Projection } from '../projections/projection.ts';
import { conveningTeamOf } from './convening-team.ts';
import { findMatches } from './find-matches.ts';

/**
 * A worker looks for somebody. It is stored and answered before anybody looks, so that neither the answer nor
 * the time it takes says whether there is such a person.
 */
export async function askSearch(
  app: App,
  input: z.output<typeof askInput>,
  by: Worker,
  key: string,
): Promise<Refusal | undefined> {
  const hour = app.clock.now().slice(0, 13);
  const id = deriveId('sch', 'searches', by.agencyId, by.representativeId, hour);
  const answer: CommandAnswer = await executeCommand(app, {
    ref: { type: 'search', id },
    name: 'askSearch',
    input,
    by: { kind: 'worker', ...by },
    commandId: deriveId('cmd', id, key),
  });
  return answer.kind === 'refused' ? answer : undefined;
}

/** Looks for those whom nobody has looked for yet, and raises the alarm when one worker looks for too many. */
export const lookForSought: Projection = {
  name: 'search',
  async project(app, record) {
    const state = searchSchema.parse(record.data);
    const { policy } = app.policies.current();
    for (const { askId, hits, caseId } of state.asked) {
      if (hits) continue;
      const found = await findMatches(app, state.sought[askId] ?? {});
      const commandId = deriveId('cmd', askId, 'hits');
      await executeCommand(app, {
        ref: { type: 'search', id: record.id },
        name: 'recordHits',
        input: {
          askId,
          hits: found.slice(0, policy.matching.mostSuggested).map(({ person, basis, score }) => ({
            personId: person.personId,
            basis,
            score,
            caseIds: person.cases.filter(({ leftAt }) => leftAt === undefined).map((c) => c.caseId),
          })),
          team: await conveningTeamOf(app, caseId === undefined ? [] : [caseId], state.worker),
        },
        by: system('matching'),
        commandId,
      });
    }
    const unusual = Object.values(record.outbox)
      .flat()
      .some((entry) => entry.entry === 'audit' && entry.event.type === 'search.unusual');
    if (unusual) app.telemetry.alarm('unusual-searching', { ...state.worker, hour: state.hour });
  },
};
