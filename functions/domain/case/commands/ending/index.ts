import type { CaseCommand } from '../../command.ts';
import { closeCase, overrideClose } from './close-case.ts';
import { callFollowUp, postponeFollowUp, recordNoFollowUpNeeded } from './follow-up.ts';
import { continueShortTerm, liftLegalHold, placeLegalHold } from './holds-and-length.ts';
import { decideIncident, reportIncident } from './incidents.ts';
import { linkCase } from './link-case.ts';
import { confirmTransferReceived, recallTransferOut, startTransferOut } from './transfer.ts';
import { confirmWatchEnd, extendWatch, reopenCase } from './watch.ts';
import { withdrawInError } from './withdraw.ts';

/** Going on, meeting again, and the several ways in which a case ends. */
export const endingCommands: readonly CaseCommand[] = [
  reportIncident,
  decideIncident,
  callFollowUp,
  recordNoFollowUpNeeded,
  postponeFollowUp,
  closeCase,
  overrideClose,
  reopenCase,
  confirmWatchEnd,
  extendWatch,
  linkCase,
  startTransferOut,
  recallTransferOut,
  confirmTransferReceived,
  withdrawInError,
  placeLegalHold,
  liftLegalHold,
  continueShortTerm,
];
