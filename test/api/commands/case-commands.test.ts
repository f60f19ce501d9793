import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paramsOf } from '../../../functions/application/api/path.ts';
import type { CaseState } from '../../../functions/domain/case/state.ts';
import { workers } from '../../domain/case/fixtures.ts';
import { idsIn, placeOf } from './places.ts';
import { type ApiServer, openApiServer } from './server.ts';
import { stages } from './stages.ts';
import { caseStories, type Step } from './stories.ts';

const directory = mkdtempSync(join(tmpdir(), 'commands-'));
let server: ApiServer;
beforeAll(async () => {
  server = await openApiServer(directory);
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

/** The newest id of its kind, unless the step names one; a clock is named by its rule. */
function idFor(state: CaseState, { ids = {} }: Step, name: string): string {
  const rule = name === 'clockId' ? ids[name] : undefined;
  const clock = state.clocks.findLast((one) => one.rule === rule && one.endedAt === undefined);
  return clock?.clockId ?? ids[name] ?? idsIn(state).get(name)?.at(-1) ?? 'xyz-none1';
}

it.each(
  caseStories.map(
    (story, index) =>
      [
        `${index} ${story
          .slice(1)
          .map((one) => (one as Step).command)
          .join(', ')}`,
        story,
      ] as const,
  ),
)('over HTTP: %s', async (_, [stage, ...steps]) => {
  const made = stages[stage]();
  const caseId = server.api.seed(made);
  for (const step of steps) {
    const template = placeOf('case', step.command);
    const state = server.api.caseState(caseId);
    const own =
      ['handOnAction', 'counterAction', 'closeAction'].includes(step.command) ||
      step.command === 'counterAction'
        ? ownAction(state, step)
        : undefined;
    const ids = Object.fromEntries(
      paramsOf(template).map((name) => [
        name,
        name === 'caseId' ? caseId : (name === 'actionId' && own) || idFor(state, step, name),
      ]),
    );
    const path = template.replaceAll(/\{(\w+)\}/g, (_open, name: string) => ids[name] ?? '');
    const notes = Object.fromEntries((step.notes ?? []).map((field) => [field, 'Plainly invented.']));
    const body = { ...step.body, ...(step.notes && { notes }) };
    const said = await server.post(
      { path, template, body },
      workers[step.as],
      step.roles ?? ['representative'],
    );
    expect(said.status, `${step.command}: ${JSON.stringify(said.body)}`).toBe(200);
    expect(said.fault).toBeUndefined();
  }
});

const ownAction = (state: CaseState, step: Step): string | undefined =>
  state.actions.findLast(({ owner }) => owner.agencyId === workers[step.as].agencyId)?.actionId;
