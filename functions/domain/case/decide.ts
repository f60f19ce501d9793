import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { Policy } from '../policy/schema.ts';
import type { CommandEnvelope } from '../shared/command.ts';
import type { Decision } from '../shared/decision.ts';
import { refuse } from '../shared/refusal.ts';
import { type CaseCommand, type CaseCreation, runCaseCommand, runCaseCreation } from './command.ts';
import { accessCommands } from './commands/access/index.ts';
import { actionsCommands } from './commands/actions/index.ts';
import { clocksCommands } from './commands/clocks/index.ts';
import { consentCommands } from './commands/consent/index.ts';
import { conveningCommands } from './commands/convening/index.ts';
import { deliveryCommands } from './commands/delivery/index.ts';
import { endingCommands } from './commands/ending/index.ts';
import { leadCommands } from './commands/lead/index.ts';
import { meetingCommands } from './commands/meeting/index.ts';
import { peopleCommands } from './commands/people/index.ts';
import { planCommands } from './commands/plan/index.ts';
import { movePolicy } from './commands/policy/move-policy.ts';
import { recordsCommands } from './commands/records/index.ts';
import { caseCreations, referralCommands } from './commands/referral/index.ts';
import type { CaseState } from './state.ts';

/** Every command of an existing case. */
export const caseCommands: readonly CaseCommand[] = [
  ...referralCommands,
  ...peopleCommands,
  ...consentCommands,
  ...meetingCommands,
  ...leadCommands,
  ...planCommands,
  ...actionsCommands,
  ...recordsCommands,
  ...endingCommands,
  ...deliveryCommands,
  ...clocksCommands,
  ...accessCommands,
  ...conveningCommands,
  movePolicy,
];

const byName = new Map(caseCommands.map((command) => [command.name, command]));
const creationByName = new Map<string, CaseCreation>(
  caseCreations.map((creation) => [creation.name, creation]),
);

/**
 * Decide any command of a case: a new state with events and intents, or a named refusal.
 * @param state the case as it stands, or undefined for a creation
 */
export function decideCase(
  state: CaseState | undefined,
  caseId: string,
  envelope: CommandEnvelope,
  now: Instant,
  policy: Policy,
  calendar: Calendar,
): Decision<CaseState> {
  if (state === undefined) {
    const creation = creationByName.get(envelope.name);
    if (!creation) return refuse('no-such-case', 'there is no such case, and this command does not make one');
    return runCaseCreation(creation, caseId, envelope, now, policy, calendar);
  }
  const command = byName.get(envelope.name);
  if (!command) return refuse('unknown-command', 'a case has no such command');
  return runCaseCommand(command, state, envelope, now, policy, calendar);
}
