import type { CaseCommand } from '../../command.ts';
import { decideBasis } from './decide-basis.ts';
import { recordConsentAttempt } from './record-consent-attempt.ts';
import { recordSafeToAsk } from './safe-to-ask.ts';
import { recordSupportOffer, recordSupportResult, setSupportFlag } from './support.ts';
import { tellGoAhead } from './tell-go-ahead.ts';
import { respectWithdrawal, withdrawConsent } from './withdraw-consent.ts';

export const consentCommands: readonly CaseCommand[] = [
  recordConsentAttempt,
  recordSafeToAsk,
  setSupportFlag,
  recordSupportOffer,
  recordSupportResult,
  decideBasis,
  withdrawConsent,
  respectWithdrawal,
  tellGoAhead,
];
