import type { CaseCommand } from '../../command.ts';
import { handBackLead, startInterimLead } from './interim-lead.ts';
import { nominateLead } from './nominate-lead.ts';
import { acceptLead, declineLead, offerLead, recallLead } from './offer-lead.ts';
import { victimInformed } from './victim-informed.ts';

export const leadCommands: readonly CaseCommand[] = [
  nominateLead,
  offerLead,
  acceptLead,
  declineLead,
  recallLead,
  startInterimLead,
  handBackLead,
  victimInformed,
];
