import { createDecider } from '../shared/aggregate-command.ts';
import type { AgencyCommand, AgencyCreation } from './command.ts';
import { addressHealth } from './commands/address-health.ts';
import { verifyAddress, withdrawAddress } from './commands/addresses.ts';
import { createAgency } from './commands/create-agency.ts';
import { addRepresentative, nameDelegate, removeRepresentative } from './commands/representatives.ts';
import {
  endAgreement,
  recordAgreement,
  recordLocality,
  setNamedContactOnly,
  setPost,
} from './commands/standing.ts';
import { commandRefused, completeTask, messageOutcome } from './commands/tasks.ts';
import type { AgencyState } from './state.ts';

export const agencyCreations: readonly AgencyCreation[] = [createAgency];

/** Every command of an agency in the directory. */
export const agencyCommands: readonly AgencyCommand[] = [
  addRepresentative,
  removeRepresentative,
  nameDelegate,
  verifyAddress,
  withdrawAddress,
  addressHealth,
  setPost,
  recordAgreement,
  endAgreement,
  recordLocality,
  setNamedContactOnly,
  messageOutcome,
  commandRefused,
  completeTask,
];

/** Decide any command of an agency: a new state with events and intents, or a named refusal. */
export const decideAgency = createDecider<AgencyState>({
  noun: 'agency',
  creations: agencyCreations,
  commands: agencyCommands,
});
