import { localDate } from '../../domain/calendar/index.ts';
import { deskFor } from '../../domain/case/convening-team.ts';
import type { Report } from '../../domain/intake/report.ts';
import type { IntakeState, Step } from '../../domain/intake/state.ts';
import { system } from '../../domain/shared/actor.ts';
import type { AggregateType } from '../../domain/shared/aggregate.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { executeCommand } from '../execute-command.ts';
import { submitCommand } from '../submit-command.ts';

/** A command that a step comes down to. */
interface Order {
  type: AggregateType;
  name: string;
  input: Record<string, unknown>;
  notes?: Record<string, string>;
}

/** Do each step as the sender, in order, then record how each went. Doing it again makes nothing twice. */
export async function carryOutSteps(app: App, state: IntakeState): Promise<void> {
  const [first] = state.content;
  if (!first) return;
  const ref = { type: 'report', id: state.reportId } as const;
  const narrative = first.noteId === undefined ? undefined : (await app.notes.load(ref, first.noteId))?.text;
  const team = deskFor(app.policies.current().policy, state.area);
  const outcomes: { id: string; do: Step['do']; refused?: string }[] = [];
  for (const [at, step] of state.steps.entries()) {
    let refused: string | undefined;
    for (const [part, order] of ordersOf(app, state, step, first.report, narrative).entries())
      refused ??= await carryOut(app, state, step.id, order, deriveId('key', state.reportId, at, part));
    outcomes.push({ id: step.id, do: step.do, ...(refused === undefined ? {} : { refused }) });
  }
  await executeCommand(app, {
    ref,
    name: 'recordSteps',
    input: { outcomes, team },
    by: system('intake'),
    commandId: deriveId('cmd', state.reportId, 'steps'),
  });
}

/** The code of the refusal, if it was refused. A creation that was made before, by this very step, is done. */
async function carryOut(
  app: App,
  { from }: IntakeState,
  id: string,
  { type, name, input, notes }: Order,
  key: string,
): Promise<string | undefined> {
  const ref = { type, id };
  const creates = name === 'createPerson' || name === 'refer';
  if (creates && (await app.aggregates.load(ref))) return undefined;
  const by = { kind: 'worker' as const, ...from };
  if (type === 'person' && creates) {
    // Without a key: the hash of a body with a name in it, beside a key that can be worked out, would be a guess away.
    const made = await executeCommand(app, { ref, name, input, by, commandId: deriveId('cmd', key) });
    return made.kind === 'refused' ? made.code : undefined;
  }
  const { answer } = await submitCommand(app, { ...ref, name, input, by, key, ...(notes && { notes }) });
  return answer.kind === 'refused' ? answer.code : undefined;
}

const urgencies = { standard: 'standard', serious: 'urgent', severe: 'critical' } as const;

function ordersOf(
  app: App,
  state: IntakeState,
  step: Step,
  report: Report,
  narrative: string | undefined,
): Order[] {
  const notes = narrative === undefined ? {} : { notes: { incident: narrative } };
  switch (step.do) {
    case 'enter_person': {
      const identity = report.persons[step.index ?? -1]?.identity ?? {};
      const identityUnknown = (identity.names ?? []).length === 0;
      return [{ type: 'person', name: 'createPerson', input: { identity, identityUnknown } }];
    }
    case 'record_release':
      return report.kind === 'prison_release' ? releaseOrders(app, step, report.releaseOn) : [];
    case 'report_incident':
      return report.kind === 'police_incident'
        ? [
            {
              type: 'case',
              name: 'reportIncident',
              input: {
                at: report.occurredAt,
                reportedToPolice: true,
                severity: report.severity,
                victimIds: step.victimIds ?? [],
                ...(step.personUsingViolenceId && { personUsingViolenceId: step.personUsingViolenceId }),
              },
              ...notes,
            },
          ]
        : [];
    case 'refer':
      return report.kind === 'police_incident' ? [referral(app, state, step, report, notes)] : [];
  }
}

function referral(
  app: App,
  state: IntakeState,
  { members = [], repeatOf }: Step,
  report: Report & { kind: 'police_incident' },
  notes: Pick<Order, 'notes'>,
): Order {
  const desk = deskFor(app.policies.current().policy, state.area);
  return {
    type: 'case',
    name: 'refer',
    input: {
      contacts: { triage: desk, convenor: desk },
      members: members.map(({ personId, role }) => ({ personId, role })),
      criteria: ['visible_high_risk', ...(repeatOf === undefined ? [] : ['repeat'])],
      sourceCategory: 'police',
      urgency: urgencies[report.severity],
      incident: { at: report.occurredAt, reportedToPolice: true },
      ...(state.area === undefined ? {} : { locality: state.area }),
      ...(repeatOf === undefined ? {} : { repeatOf }),
    },
    ...notes,
  };
}

/** A release ahead is expected, one by today has happened; who is not recorded as in custody is so first. */
function releaseOrders(app: App, { inCustody }: Step, releaseOn: string): Order[] {
  const today = localDate(app.policies.current().calendar, app.clock.now());
  const record = (input: Record<string, unknown>): Order => ({
    type: 'person',
    name: 'recordCustody',
    input,
  });
  if (releaseOn > today)
    return inCustody
      ? [record({ what: 'release_expected', on: releaseOn })]
      : [record({ what: 'entered', on: today, expectedRelease: releaseOn })];
  const released = record({ what: 'released', on: releaseOn });
  return inCustody ? [released] : [record({ what: 'entered', on: releaseOn }), released];
}
