import type { CaseCommand } from '../../command.ts';
import {
  nameRepresentative,
  proposeAgencies,
  removeAgency,
  setParticipation,
  setSharingBasis,
} from './agencies.ts';
import { agencyBasisFound } from './agency-basis-found.ts';
import { determineSignificantRisk } from './determine.ts';
import { meetingAnswers, meetingCancelled, meetingMoved, meetingNotQuorate } from './meeting-changed.ts';
import { meetingHeld } from './meeting-held.ts';
import { meetingHadNoRoom, meetingScheduled } from './meeting-scheduled.ts';

export const meetingCommands: readonly CaseCommand[] = [
  meetingScheduled,
  meetingHadNoRoom,
  meetingMoved,
  meetingCancelled,
  meetingNotQuorate,
  meetingAnswers,
  meetingHeld,
  proposeAgencies,
  nameRepresentative,
  setParticipation,
  removeAgency,
  setSharingBasis,
  agencyBasisFound,
  determineSignificantRisk,
];
