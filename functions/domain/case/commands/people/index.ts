import type { CaseCommand } from '../../command.ts';
import { markCase, recordChildIntoCare, recordTrustedContact } from './circumstances.ts';
import { declareConflict, liftConflict } from './conflicts.ts';
import { confirmCorrection } from './corrections.ts';
import { recordCulturalSupport } from './cultural-support.ts';
import { recordDeath, reviewDeathHold } from './death.ts';
import { recordJusticeFact } from './justice.ts';
import { noteLookAlikes } from './look-alikes.ts';
import { addMember, changeMemberRole, correctMember, removeMember } from './members.ts';
import {
  confirmMisidentification,
  dismissMisidentification,
  suspectMisidentification,
} from './misidentification.ts';
import { personChanged } from './person-changed.ts';
import { personSplit } from './person-split.ts';
import { reviewExclusion } from './review-exclusion.ts';
import { contributeToAssessment, recordRiskAssessment } from './risk.ts';
import { identifyRisk, meetNeed, recordNeed } from './risks-and-needs.ts';

export const peopleCommands: readonly CaseCommand[] = [
  addMember,
  correctMember,
  removeMember,
  changeMemberRole,
  recordRiskAssessment,
  contributeToAssessment,
  identifyRisk,
  recordNeed,
  meetNeed,
  declareConflict,
  liftConflict,
  reviewExclusion,
  suspectMisidentification,
  confirmMisidentification,
  dismissMisidentification,
  confirmCorrection,
  recordDeath,
  reviewDeathHold,
  recordJusticeFact,
  personChanged,
  recordCulturalSupport,
  personSplit,
  noteLookAlikes,
  recordTrustedContact,
  recordChildIntoCare,
  markCase,
];
