import { deskFor } from '../../domain/case/convening-team.ts';
import { type Candidate, intakeDecision } from '../../domain/intake/decision.ts';
import type { Report } from '../../domain/intake/report.ts';
import { type IntakeState, intakeSchema } from '../../domain/intake/state.ts';
import { system } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { executeCommand } from '../execute-command.ts';
import { loadCase } from '../load-states.ts';
import { findMatches, type Match } from '../matching/find-matches.ts';
import type { Projection } from '../projections/projection.ts';
import { carryOutSteps } from './carry-out-steps.ts';
import { storedSteps } from './stored-steps.ts';

/**
 * Places a report after its sender has had the receipt. What is to be done is decided and stored once; then it
 * is done, by commands whose ids come from the report, so that a crash anywhere repeats and makes nothing twice.
 */
export const placeReport: Projection = {
  name: 'intake',
  async project(app, record) {
    const before = intakeSchema.parse(record.data);
    const state = before.status === 'received' ? await decide(app, before) : before;
    if (state?.status === 'decided') await carryOutSteps(app, state);
  },
};

async function decide(app: App, state: IntakeState): Promise<IntakeState | undefined> {
  const report = state.content[0]?.report;
  if (!report) return undefined;
  const found = await matchesOf(app, report);
  const { policy } = app.policies.current();
  const candidates = await Promise.all(
    found.map((list) => Promise.all(list.map((m) => toCandidate(app, m)))),
  );
  const decision = intakeDecision(report, candidates, policy);
  await executeCommand(app, {
    ref: { type: 'report', id: state.reportId },
    name: 'decideReport',
    input: {
      candidates: found.flatMap((list, index) =>
        list.map(({ person, basis, score }) => ({ index, personId: person.personId, basis, score })),
      ),
      steps: storedSteps(state.reportId, report, decision.steps),
      ask: decision.ask,
      team: deskFor(policy, state.area),
    },
    by: system('intake'),
    commandId: deriveId('cmd', state.reportId, 'decide'),
  });
  const after = await app.aggregates.load({ type: 'report', id: state.reportId });
  return after && intakeSchema.parse(after.data);
}

async function matchesOf(app: App, report: Report): Promise<Match[][]> {
  const found: Match[][] = [];
  for (const { identity } of report.persons) found.push(await findMatches(app, identity));
  return found;
}

async function toCandidate(app: App, { person, score }: Match): Promise<Candidate> {
  const cases: Candidate['cases'][number][] = [];
  for (const { caseId, leftAt } of person.cases) {
    if (leftAt !== undefined) continue;
    const state = await loadCase(app, caseId);
    const member = state?.members.find(
      ({ personId, removedAt }) => personId === person.personId && removedAt === undefined,
    );
    if (state && member) cases.push({ caseId, role: member.role, open: state.phase !== 'closed' });
  }
  return {
    personId: person.personId,
    score,
    same: person.matches.filter(({ basis }) => basis === 'confirmed_match').map((match) => match.personId),
    inCustody: person.custody.in,
    cases,
  };
}
