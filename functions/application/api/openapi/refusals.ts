/* Written by npm run openapi: what the code can refuse, for the OpenAPI document. Codes with spaces between. */

/** Refusals of access, which any operation can give that needs a sign-in. */
export const accessRefusals =
  'case-missing mfa-required no-agency-basis no-case-basis not-endorsed not-found not-permitted purpose-missing unknown-command withdrawal-undecided';

/** Refusals that any command can give. */
export const commandRefusals =
  'agency-not-in-case aggregate-too-large idempotency-key-reused input-invalid no-such-case note-field-invalid note-too-long notes-too-long person-of-another-case too-many-notes';

/** Further refusals by operation. */
export const refusals: Readonly<Record<string, string>> = {
  callMeeting:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing finding-missing kind-not-in-profile narrative-missing no-victim not-for-this-actor not-in-this-phase preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  refer:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing kind-not-in-profile narrative-missing no-victim not-for-this-actor not-in-this-phase preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  selfRefer:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing kind-not-in-profile narrative-missing no-victim not-for-this-actor not-in-this-phase preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  saveDraft:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing kind-not-in-profile narrative-missing not-for-this-actor not-in-this-phase preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  updateDraft:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing kind-not-in-profile narrative-missing not-a-draft not-for-this-actor not-in-this-phase not-the-author preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  submitDraft:
    'criteria-missing no-victim not-a-draft not-for-this-actor not-in-this-phase not-the-author worker-excluded',
  acceptReferral:
    'agreement-not-in-force basis-unknown below-threshold finding-missing kind-not-in-profile narrative-missing no-victim not-awaiting-triage not-for-this-actor not-in-this-phase preconditions-missing review-pending score-out-of-range triage-by-referrer unknown-risk-tool worker-excluded',
  declineReferral:
    'not-awaiting-triage not-for-this-actor not-in-this-phase review-pending triage-by-referrer worker-excluded',
  redirectReferral:
    'not-awaiting-triage not-for-this-actor not-in-this-phase review-pending triage-by-referrer worker-excluded',
  notEscalated:
    'not-awaiting-triage not-for-this-actor not-in-this-phase review-pending triage-by-referrer worker-excluded',
  askForMoreInformation:
    'not-awaiting-triage not-for-this-actor not-in-this-phase review-pending triage-by-referrer worker-excluded',
  provideInformation:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing kind-not-in-profile narrative-missing not-for-this-actor not-in-this-phase nothing-asked nothing-new preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  askTriageReview: 'not-for-this-actor not-in-this-phase not-turned-down review-pending worker-excluded',
  decideTriageReview:
    'no-review-pending not-for-this-actor not-in-this-phase review-by-decider worker-excluded',
  reRefer:
    'agreement-not-in-force already-a-member basis-unknown below-threshold carer-role-differs carer-role-missing kind-not-in-profile narrative-missing not-for-this-actor not-in-this-phase not-turned-down nothing-new preconditions-missing score-out-of-range unknown-risk-tool worker-excluded',
  recordCallNotCarriedOut:
    'narrative-missing not-a-call not-for-this-actor not-in-this-phase worker-excluded',
  endorseForCase: 'endorse-at-a-meeting not-for-this-actor not-in-this-phase worker-excluded',
  addMember:
    'already-a-member carer-role-differs carer-role-missing not-for-this-actor not-in-this-phase worker-excluded',
  correctMember:
    'carer-role-differs carer-role-missing not-a-member not-for-this-actor not-in-this-phase nothing-to-correct worker-excluded',
  removeMember: 'last-victim not-a-member not-for-this-actor not-in-this-phase on-hold worker-excluded',
  changeMemberRole:
    'carer-role-differs carer-role-missing misidentification not-a-member not-for-this-actor not-in-this-phase same-role worker-excluded',
  recordRiskAssessment:
    'lead-keeps-the-primary level-differs narrative-missing not-a-member not-for-this-actor not-in-this-phase reason-missing score-out-of-range unknown-risk-factor unknown-risk-tool worker-excluded',
  contributeToAssessment:
    'no-such-assessment not-for-this-actor not-in-this-phase nothing-new unknown-risk-factor worker-excluded',
  identifyRisk:
    'already-identified narrative-missing not-a-member not-for-this-actor not-in-this-phase unknown-risk-factor worker-excluded',
  recordNeed: 'not-a-member not-for-this-actor not-in-this-phase worker-excluded',
  meetNeed: 'already-met no-such-need not-for-this-actor not-in-this-phase worker-excluded',
  declareConflict:
    'already-excluded not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  liftConflict:
    'condition-of-consent no-such-exclusion not-for-this-actor not-for-this-worker not-in-this-phase review-by-colleague worker-excluded',
  reviewExclusion:
    'already-reviewed narrative-missing no-such-exclusion not-for-this-actor not-for-this-worker not-in-this-phase review-by-colleague worker-excluded',
  suspectMisidentification:
    'already-suspected narrative-missing not-a-member not-for-this-actor not-in-this-phase worker-excluded',
  confirmMisidentification:
    'carer-role-differs carer-role-missing not-a-member not-for-this-actor not-for-this-worker not-in-this-phase nothing-suspected role-unchanged worker-excluded',
  dismissMisidentification:
    'narrative-missing not-a-member not-for-this-actor not-for-this-worker not-in-this-phase nothing-suspected worker-excluded',
  confirmCorrection: 'not-for-this-actor not-in-this-phase nothing-to-confirm worker-excluded',
  recordDeath:
    'already-recorded not-a-member not-for-this-actor not-in-this-phase source-missing worker-excluded',
  reviewDeathHold:
    'narrative-missing not-for-this-actor not-for-this-worker not-held not-in-this-phase worker-excluded',
  recordJusticeFact:
    'date-ahead not-a-member not-for-this-actor not-in-this-phase worker-excluded wrong-person',
  recordCulturalSupport:
    'not-a-member not-a-victim not-for-this-actor not-in-this-phase reason-missing worker-excluded',
  recordTrustedContact: 'not-a-member not-a-victim not-for-this-actor not-in-this-phase worker-excluded',
  recordChildIntoCare:
    'already-recorded date-ahead not-a-child not-a-member not-for-this-actor not-in-this-phase worker-excluded',
  markCase: 'not-for-this-actor not-in-this-phase worker-excluded',
  recordConsentAttempt:
    'conditions-differ consent-was-given in-the-future method-differs not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase not-safe-to-ask person-deceased reason-missing worker-excluded',
  recordSafeToAsk:
    'already-safe-to-ask conditions-differ consent-was-given in-the-future method-differs narrative-missing not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase not-safe-to-ask person-deceased reason-missing worker-excluded',
  setSupportFlag:
    'not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase person-deceased worker-excluded',
  recordSupportOffer:
    'date-not-ahead date-outside-calendar not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase person-deceased worker-excluded',
  recordSupportResult:
    'already-recorded no-such-offer not-for-this-actor not-in-this-phase reason-missing worker-excluded',
  decideBasis:
    'guide-not-followed not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase person-deceased precondition-missing unknown-basis why-no-consent-missing why-no-consent-not-shown worker-excluded',
  withdrawConsent:
    'no-consent-to-withdraw not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase person-deceased worker-excluded',
  respectWithdrawal: 'not-for-this-actor not-in-this-phase nothing-to-decide worker-excluded',
  tellGoAhead:
    'liaison-on-hold not-a-member not-an-adult-victim not-for-this-actor not-in-this-phase person-deceased reason-differs worker-excluded',
  proposeAgencies:
    'agency-excluded agreement-not-in-force basis-unknown kind-not-in-profile narrative-missing not-for-this-actor not-for-this-worker not-in-this-phase preconditions-missing worker-excluded',
  nameRepresentative: 'not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  setParticipation: 'not-for-this-actor not-for-this-worker not-in-this-phase reason-missing worker-excluded',
  removeAgency:
    'agency-holds-actions agency-leads not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  setSharingBasis:
    'agreement-not-in-force basis-unknown narrative-missing not-for-this-actor not-for-this-worker not-in-this-phase preconditions-missing worker-excluded',
  determineSignificantRisk:
    'narrative-missing not-a-person-using-violence not-a-victim not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  nominateLead:
    'agency-not-represented meeting-not-held not-a-specialist-service not-a-victim not-for-this-actor not-for-this-worker not-in-this-phase one-lead-for-all reason-missing worker-excluded',
  offerLead:
    'already-lead no-lead not-a-specialist-service not-for-this-actor not-for-this-worker not-in-this-phase offer-open worker-excluded',
  acceptLead: 'no-such-offer not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  declineLead: 'no-such-offer not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  recallLead: 'no-such-offer not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  startInterimLead:
    'already-lead date-not-ahead date-outside-calendar no-lead not-a-specialist-service not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  handBackLead: 'no-interim-lead not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  victimInformed:
    'how-missing not-an-adult-victim not-for-this-actor not-in-this-phase not-the-lead reason-missing worker-excluded',
  recordPlan:
    'action-not-agreed date-not-ahead date-outside-calendar narrative-missing no-actions no-such-action no-such-member no-such-need no-such-risk not-for-this-actor not-for-this-worker not-in-this-phase nothing-directed-at-person-using-violence one-agency-alone plan-kind-not-in-profile wishes-incomplete wishes-missing worker-excluded',
  issuePlan:
    'agency-basis-missing basis-missing held-misidentification lead-not-nominated not-for-this-actor not-for-this-worker not-in-this-phase owner-excluded plan-issued-already plan-missing risks-without-action worker-excluded',
  addAddendum:
    'narrative-missing no-such-plan not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  recordNoPlan:
    'lead-not-nominated meeting-not-held not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  addInterimAction:
    'date-not-ahead date-outside-calendar narrative-missing no-such-member no-such-need no-such-risk not-for-this-actor not-in-this-phase worker-excluded',
  acceptAction:
    'action-ended no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  declineAction:
    'action-ended no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  counterAction:
    'action-ended counter-empty date-not-ahead date-outside-calendar no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  answerCounter:
    'action-ended date-not-ahead date-outside-calendar no-counter-offer no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  startAction:
    'action-ended no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  giveFeedback:
    'action-ended effect-missing final-not-ended no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  handOnAction:
    'action-ended already-owner no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  extendAction:
    'action-ended date-not-ahead date-outside-calendar no-such-action not-for-this-actor not-for-this-worker not-in-this-phase not-later worker-excluded',
  cancelAction:
    'action-ended no-such-action not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  closeAction:
    'action-ended effect-missing no-such-action not-for-this-actor not-for-this-worker not-in-this-phase reason-missing worker-excluded',
  acceptNotUndertaken:
    'no-such-action not-for-this-actor not-for-this-worker not-in-this-phase nothing-to-accept worker-excluded',
  recordContact:
    'consultation-incomplete date-ahead no-such-member not-for-this-actor not-in-this-phase record-empty worker-excluded',
  acknowledgeRecord:
    'no-such-record not-for-this-actor not-for-this-worker not-in-this-phase record-answered worker-excluded',
  recordStaffSupportNeed: 'not-for-this-actor not-in-this-phase worker-excluded',
  recordServiceGap: 'no-such-member not-for-this-actor not-in-this-phase worker-excluded',
  recordAlert:
    'date-not-ahead date-outside-calendar no-such-member not-for-this-actor not-in-this-phase receiver-not-in-case worker-excluded',
  withdrawAlert:
    'alert-withdrawn no-such-alert not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  completeTask:
    'narrative-missing no-such-task not-for-this-actor not-for-this-worker not-in-this-phase task-ended task-has-own-command worker-excluded',
  recordOwnAgencyFeedback: 'no-meeting-held not-for-this-actor not-in-this-phase worker-excluded',
  reportIncident:
    'date-ahead no-such-person-using-violence no-such-victim not-for-this-actor not-in-this-phase worker-excluded',
  decideIncident:
    'date-ahead incident-decided no-such-incident no-such-person-using-violence no-such-victim not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  callFollowUp:
    'evaluation-not-shown not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  recordNoFollowUpNeeded:
    'evaluation-not-shown incident-undecided not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  postponeFollowUp:
    'date-not-ahead date-outside-calendar evaluation-not-shown not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  closeCase:
    'closure-incomplete evaluation-not-shown not-for-this-actor not-for-this-worker not-in-this-phase reason-contradicts-findings reason-contradicts-record worker-excluded',
  overrideClose:
    'narrative-missing not-for-this-actor not-for-this-worker not-in-this-phase reason-contradicts-findings reason-contradicts-record worker-excluded',
  reopenCase: 'not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  confirmWatchEnd:
    'not-for-this-actor not-for-this-worker not-in-this-phase something-left watch-not-lapsed worker-excluded',
  extendWatch:
    'date-not-ahead date-outside-calendar not-for-this-actor not-for-this-worker not-in-this-phase not-later worker-excluded',
  linkCase: 'not-for-this-actor not-in-this-phase same-case worker-excluded',
  startTransferOut:
    'not-for-this-actor not-for-this-worker not-in-this-phase transfer-under-way worker-excluded',
  recallTransferOut: 'no-transfer not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  confirmTransferReceived:
    'no-transfer not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  withdrawInError: 'case-held not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  placeLegalHold: 'already-held not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  liftLegalHold: 'no-such-hold not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  continueShortTerm: 'not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  pauseClock:
    'clock-not-pausable clock-paused date-not-ahead date-outside-calendar no-such-clock not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  resumeClock: 'clock-not-paused not-for-this-actor not-for-this-worker not-in-this-phase worker-excluded',
  acknowledgeReminder:
    'no-such-clock not-for-this-actor not-for-this-worker not-in-this-phase nothing-to-acknowledge worker-excluded',
  breakGlass: 'break-glass-too-long narrative-missing not-for-this-actor not-in-this-phase worker-excluded',
  reviewBreakGlass:
    'already-reviewed narrative-missing no-such-grant not-for-this-actor not-for-this-worker not-in-this-phase review-by-reader worker-excluded',
  acceptConvening:
    'not-for-this-actor not-for-this-worker not-in-this-phase nothing-to-accept worker-excluded',
  movePolicy:
    'narrative-missing no-such-policy not-for-this-actor not-in-this-phase other-profile policy-lacks-clock policy-unchanged worker-excluded',
  scheduleMeeting:
    'case-listed-twice date-outside-calendar no-cases no-such-meeting not-for-this-actor not-in-this-status starts-in-the-past worker-excluded',
  rescheduleMeeting:
    'date-outside-calendar no-such-meeting not-for-this-actor not-in-this-status not-running-the-meeting starts-in-the-past worker-excluded',
  cancelMeeting:
    'no-such-meeting not-for-this-actor not-in-this-status not-running-the-meeting worker-excluded',
  addCase:
    'case-listed-twice meeting-over no-such-meeting not-for-this-actor not-in-this-status worker-excluded',
  deferCase:
    'case-not-listed no-such-meeting not-for-this-actor not-in-this-status not-running-the-meeting worker-excluded',
  replyToInvitation:
    'no-such-meeting not-for-another not-for-this-actor not-in-this-status not-invited proxy-already-invited proxy-missing proxy-of-other-agency worker-excluded',
  submitWrittenReturn:
    'corrected-too-often date-ahead item-text-missing no-such-meeting not-for-another not-for-this-actor not-in-this-status person-not-in-case return-not-requested worker-excluded',
  nothingKnown:
    'corrected-too-often no-such-meeting not-for-another not-for-this-actor not-in-this-status return-not-requested worker-excluded',
  declineToShare:
    'corrected-too-often no-such-meeting not-for-another not-for-this-actor not-in-this-status reason-missing return-not-requested worker-excluded',
  recordSpokenReturn:
    'no-such-meeting not-for-another not-for-this-actor not-in-this-status not-present not-running-the-meeting return-not-requested worker-excluded',
  askMoreOfReturn:
    'no-such-meeting not-for-this-actor not-in-this-status not-the-lead question-missing return-not-requested worker-excluded',
  answerQuestion:
    'answer-missing no-such-meeting no-such-question not-for-another not-for-this-actor not-in-this-status return-not-requested worker-excluded',
  endorseConfidentiality:
    'declaration-text-out-of-date endorsement-by-another no-such-meeting not-for-this-actor not-in-this-status not-invited not-running-the-meeting verbal-endorsement-by-chair verbal-endorsement-not-allowed worker-excluded',
  refuseConfidentiality: 'no-such-meeting not-for-this-actor not-in-this-status not-invited worker-excluded',
  issueAgenda:
    'departure-reason-missing no-cases no-such-meeting not-for-this-actor not-in-this-status not-running-the-meeting order-incomplete worker-excluded',
  recordDiscussion:
    'case-not-listed entry-missing no-such-meeting not-for-this-actor not-in-this-status not-running-the-meeting worker-excluded',
  recordAttendance:
    'no-such-meeting nobody-present not-for-this-actor not-in-this-status not-running-the-meeting present-twice worker-excluded',
  recordNotQuorate:
    'no-such-meeting not-for-this-actor not-in-this-status not-running-the-meeting worker-excluded',
  completeTaskOfMeeting:
    'no-such-meeting no-such-task not-for-this-actor not-in-this-status not-running-the-meeting task-has-own-command worker-excluded',
  createPerson: 'name-missing no-such-person not-for-this-actor not-in-this-status',
  correctIdentity: 'name-missing no-such-person not-for-this-actor not-in-this-status',
  recordCulturalNeeds: 'answer-differs no-such-person not-for-this-actor not-in-this-status',
  recordSafeContact: 'no-such-person not-for-this-actor not-in-this-status safe-and-unsafe times-invalid',
  placeFlag: 'date-not-ahead no-such-person not-for-this-actor not-in-this-status',
  withdrawFlag: 'already-withdrawn no-such-flag no-such-person not-for-this-actor not-in-this-status',
  recordOrder: 'date-ahead no-such-person not-for-this-actor not-in-this-status',
  recordOrderStage:
    'date-ahead no-such-order no-such-person not-for-this-actor not-in-this-status stage-out-of-order',
  recordBreach:
    'date-ahead no-such-order no-such-person not-for-this-actor not-in-this-status order-not-granted',
  recordCustody: 'date-ahead no-such-person not-for-this-actor not-in-custody not-in-this-status',
  recordProgram: 'date-ahead no-such-person no-such-program not-for-this-actor not-in-this-status',
  designateSerial:
    'already-made date-ahead no-such-person not-applied-for not-for-this-actor not-in-this-status',
  linkPossibleMatch:
    'match-confirmed matches-itself no-such-match no-such-person not-for-this-actor not-for-this-worker not-in-this-status',
  splitPerson: 'no-such-person not-for-this-actor not-in-this-case not-in-this-status splits-into-itself',
  confirmMatch:
    'match-confirmed no-such-match no-such-person not-for-this-actor not-for-this-worker not-in-this-status',
  dismissMatch:
    'match-dismissed no-such-match no-such-person not-for-this-actor not-for-this-worker not-in-this-status',
  completeTaskOfPerson:
    'no-such-person no-such-task not-for-this-actor not-in-this-status task-has-own-command',
  createAgency:
    'domain-invalid domain-missing domain-public kind-not-in-profile no-such-agency not-for-this-actor not-in-this-status',
  addRepresentative: 'no-such-agency not-for-this-actor not-in-this-status representative-exists',
  removeRepresentative: 'no-such-agency no-such-representative not-for-this-actor not-in-this-status',
  nameDelegate:
    'absence-overlaps delegate-is-absent no-such-agency no-such-representative not-for-this-actor not-in-this-status period-invalid',
  verifyAddress:
    'address-invalid address-outside-agency holder-missing no-such-agency no-such-representative not-for-this-actor not-in-this-status second-person-missing',
  withdrawAddress:
    'holder-missing no-such-address no-such-agency no-such-representative not-for-this-actor not-in-this-status',
  setPost: 'holder-missing no-such-agency no-such-representative not-for-this-actor not-in-this-status',
  recordAgreement:
    'agreement-not-in-profile no-such-agency not-for-this-actor not-in-this-status review-before-signing signed-in-the-future',
  endAgreement: 'no-such-agency no-such-agreement not-for-this-actor not-in-this-status',
  recordLocality: 'no-such-agency not-for-this-actor not-in-this-status',
  setNamedContactOnly:
    'integrity-contact-missing no-such-agency no-such-representative not-for-this-actor not-in-this-status',
  completeTaskOfAgency:
    'no-such-agency no-such-task not-for-this-actor not-in-this-status task-has-own-command',
  settleReport:
    'case-not-named no-such-report no-such-task not-for-this-actor not-for-this-worker not-in-this-status',
  answerSearch: 'no-such-search not-for-this-actor not-for-this-worker not-in-this-status search-answered',
  reviewUnusualSearching:
    'no-such-search no-such-task not-for-this-actor not-for-this-worker not-in-this-status',
  listCases: 'cursor-invalid',
  getDeidentified: 'cursor-invalid',
  listDeidentified: 'cursor-invalid',
  getTimeline: 'cursor-invalid',
  listMeetings: 'cursor-invalid',
  listAgencies: 'cursor-invalid',
  getAgency: 'cursor-invalid',
  listRepresentatives: 'cursor-invalid',
  getRepresentative: 'cursor-invalid',
  getWorklist: 'cursor-invalid',
  askSearch: 'not-for-this-actor',
  receiveReport: 'date-ahead date-out-of-range not-for-this-actor not-for-this-worker reference-reused',
  listDisclosures: 'cursor-invalid',
};

/** What is said under each code; `…` is filled in. */
export const problemWords: Readonly<Record<string, readonly string[]>> = {
  'absence-overlaps': ['an absence in this time is recorded already'],
  'action-ended': ['the action ended as …'],
  'action-not-agreed': ['an agency that was not at the meeting has to agree to its action first'],
  'address-invalid': ['this is not an e-mail address'],
  'address-outside-agency': ['the address is not in a mail domain of the agency'],
  'agency-basis-missing': [
    'an agency that must receive the plan has no agreement in force and no recorded basis',
  ],
  'agency-excluded': ['an agency or its representative is excluded from this case'],
  'agency-holds-actions': ['the agency holds an open action; hand it on or end it first'],
  'agency-leads': ['the agency leads this case; another takes the lead first'],
  'agency-not-in-case': [
    'the agency of the … does not take part in the case',
    'this agency does not take part in the case',
    'your agency has no part in this case; nothing was done',
  ],
  'agency-not-represented': ['the agency is neither present nor represented at the meeting'],
  'aggregate-too-large': [
    'the record holds … bytes and takes no more; end it and link another',
    'the record holds … bytes; nothing more can be spread from it',
  ],
  'agreement-not-in-force': ['the directory shows no such agreement of this agency in force'],
  'agreement-not-in-profile': ['the profile … has no such agreement'],
  'alert-withdrawn': ['the alert has been withdrawn'],
  'already-a-member': ['this person is in the case already'],
  'already-excluded': ['this worker is excluded from the case already'],
  'already-held': ['the record is under a legal hold already'],
  'already-identified': ['this risk stands in the case already'],
  'already-lead': ['this worker leads already'],
  'already-made': ['the designation was made already'],
  'already-met': ['this need was met already'],
  'already-owner': ['this worker has the action already'],
  'already-recorded': [
    'this death is recorded already',
    'this is recorded already',
    'what became of it is recorded already',
  ],
  'already-reviewed': ['this exclusion has been reviewed or lifted', 'this reading has been reviewed'],
  'already-safe-to-ask': ['nobody recorded that it is not safe to ask this person'],
  'already-suspected': ['a review of this member’s role is open'],
  'already-withdrawn': ['this flag was withdrawn already'],
  'answer-differs': ['a recorded answer has its codes, any other has none'],
  'answer-missing': ['the answer is missing'],
  'basis-missing': ['neither consent nor a decided basis stands for everybody asked'],
  'basis-unknown': ['the profile … has no such basis'],
  'below-threshold': ['… finds high risk from …; below it a finding rests on professional judgement'],
  'body-not-json': ['the body is not JSON…'],
  'body-not-utf8': ['the body is not UTF-8'],
  'body-too-deep': ['the body is more than … levels deep'],
  'body-too-large': ['the body has more than … KB'],
  'break-glass-too-long': ['at most … minutes at a time'],
  'carer-role-differs': ['a victim survivor with a carer role is an adult victim survivor'],
  'carer-role-missing': ['an adult victim survivor is one with a carer role'],
  'case-held': ['a case under a hold is not withdrawn'],
  'case-listed-twice': ['a case is listed once in a meeting', 'the case is on the list already'],
  'case-missing': ['this is read in a case; say in which'],
  'case-not-listed': ['this case is not on the list'],
  'case-not-named': ['which case it was brought to is missing'],
  'changed-meanwhile': ['this has changed since you read it; nothing was done'],
  'clock-not-pausable': ['… is given from outside; change the date it stands for'],
  'clock-not-paused': ['the case has no such paused clock'],
  'clock-paused': ['the clock is paused already; resume it first'],
  'closure-incomplete': ['closure still needs: …'],
  'condition-of-consent': [
    'this exclusion is a condition of consent; only what the adult victim says lifts it (recordConsentAttempt)',
  ],
  'conditions-differ': ['consent with conditions names each of them, any other outcome none'],
  'consent-was-given': ['consent given before is taken back by withdrawConsent'],
  'consultation-incomplete': ['a secondary consultation names the agency asked and the topic'],
  'corrected-too-often': ['this answer has been corrected too often: ring the convenor'],
  'counter-empty': ['a counter-offer names another day or other terms'],
  'criteria-missing': ['why the family group is referred is missing'],
  'cursor-invalid': ['this cursor is not of this list; begin again without one'],
  'date-ahead': [
    'a fact is past; a date to come stands in the person’s record',
    'a presentation has happened by now',
    'an incident has happened by now',
    'at has not come yet',
    'this day has not come yet',
    '… has not come yet',
  ],
  'date-not-ahead': ['a flag ends on a day to come', '… is not ahead'],
  'date-out-of-range': ['a release is within fifty years'],
  'date-outside-calendar': ['holidays are loaded for … to …'],
  'declaration-text-out-of-date': ['the text in force is …'],
  'delegate-is-absent': ['nobody stands in for themselves'],
  'departure-reason-missing': ['another order than by risk needs a reason'],
  'domain-invalid': ['a mail domain is lower case and has a dot'],
  'domain-missing': ['without a mail domain no address of the agency can be verified'],
  'domain-public': ['anybody can have an address there; give a domain of the agency alone'],
  'effect-missing': [
    'a completed action had an effect; too_early and unknown count',
    'a final report says what effect the action had; too_early and unknown count',
  ],
  'encoding-not-supported': ['send the body without Content-Encoding'],
  'endorse-at-a-meeting': ['the agency of this worker has no part in this case now'],
  'endorsement-by-another': ['nobody endorses electronically for another'],
  'entry-missing': ['an entry on victim safety or on accountability is missing'],
  'evaluation-not-shown': ['look at the done and the effect of the last actions first'],
  failed: ['this did not work; the correlation id leads operations to the reason'],
  'field-name-invalid': ['a field has no usable name'],
  'final-not-ended': ['a final report says done or cannot'],
  'finding-missing': [
    'no finding of high risk is recorded; the caller’s own judgement is enough',
    'no finding of high risk of serious injury, harm or death is recorded: who found it, when, on what basis',
  ],
  'guide-not-followed': ['a health service that leads records that it followed …'],
  'header-twice': ['… stands there more than once'],
  'headers-too-large': ['the headers are too large'],
  'held-misidentification': ['plan mail is stopped until it is clear who is the victim'],
  'holder-missing': ['the address is of one representative or of one post', 'who holds the post is missing'],
  'how-missing': ['how she was told is missing'],
  'idempotency-key-malformed': ['Idempotency-Key: expected 1 to 255 visible characters of ASCII'],
  'idempotency-key-missing': ['Idempotency-Key: give a key of your own, such as a UUID, with every POST'],
  'idempotency-key-reused': [
    'another … was sent under this key',
    'this Idempotency-Key was used for another request within 24 hours',
    'this key was used for another command',
  ],
  'if-match-malformed': ['If-Match: expected * or one or more ETags in double quotes'],
  'if-match-not-supported': ['If-Match: nothing here has an ETag that could be compared'],
  'in-the-future': ['the attempt is yet to come'],
  'incident-decided': ['this incident has been decided'],
  'incident-undecided': ['decide first what follows from each new incident'],
  'input-invalid': [
    'a field is missing, unknown or not as described',
    'what a meeting is told of a case comes from the case; give its id',
    '…: …',
  ],
  'integrity-contact-missing': ['who is told when a named contact fails is missing'],
  'item-text-missing': ['an item needs its text'],
  'kind-not-in-profile': [
    'the profile has no such kind of agency',
    'the profile … has no such kind of agency',
  ],
  'last-victim': ['a case without a victim is withdrawn as an error, not emptied'],
  'lead-keeps-the-primary': ['only the lead keeps the primary assessment'],
  'lead-not-nominated': ['no lead agency has been nominated'],
  'level-differs': ['… finds high risk from …; a judgement that differs stands as an override'],
  'liaison-on-hold': ['liaison has stopped until the suspected misidentification is decided'],
  'match-confirmed': ['this match is confirmed already'],
  'match-dismissed': ['this match is dismissed already'],
  'matches-itself': ['a record is not matched to itself'],
  'media-type-not-supported': ['send application/json in UTF-8'],
  'meeting-not-held': ['who attends the meeting has not been recorded'],
  'meeting-over': ['this meeting is no longer to come'],
  'method-differs': ['nobody was asked if and only if it was not safe to ask'],
  'method-not-allowed': ['here is …'],
  'mfa-required': ['sign in with a second factor first'],
  misidentification: [
    'a victim recorded as using violence, or the other way round, goes by suspectMisidentification',
  ],
  'name-missing': [
    'a person has a name, or is entered as one whose identity is unknown',
    'a person has a name, or is one whose identity is unknown',
  ],
  'narrative-missing': [
    "a finding by judgement needs its rationale; give it as the text 'rationale'",
    "which risk it is is missing; give it as the text 'risk'",
    "… is missing; give it as the text '…'",
    "…; give it as the text 'rationale'",
  ],
  'needs-operations': ['nothing was lost; operations must see to this record first'],
  'no-actions': ['a plan holds actions; without any, record that there is no plan and why'],
  'no-agency-basis': ['no basis is recorded on which your agency may be told'],
  'no-case-basis': ['neither consent nor another basis is recorded for this case yet'],
  'no-cases': [
    'a meeting needs a case; only a meeting of a series may be made empty',
    'there is no case on the list',
  ],
  'no-consent-to-withdraw': ['no consent of this person stands'],
  'no-counter-offer': ['no counter-offer of this action waits for an answer'],
  'no-interim-lead': ['nobody leads for the time being'],
  'no-lead': [
    'the case has no lead to whom an interim one would hand back',
    'the case has no lead yet that could be handed over',
  ],
  'no-meeting-held': ['there is no such meeting with an outcome to tell'],
  'no-review-pending': ['nobody has asked for a review'],
  'no-such-action': ['an action to be superseded is not open in this plan', 'the case has no such action'],
  'no-such-address': ['there is no such address'],
  'no-such-agency': ['there is no such agency, and this command does not make one'],
  'no-such-agreement': ['there is no such agreement in force'],
  'no-such-alert': ['the case has no such alert'],
  'no-such-assessment': ['the case has no such assessment'],
  'no-such-case': ['there is no such case', 'there is no such case, and this command does not make one'],
  'no-such-clock': ['the case has no such live clock'],
  'no-such-exclusion': ['no such exclusion stands', 'no such exclusion waits for a review'],
  'no-such-flag': ['the person has no such flag'],
  'no-such-grant': ['there was no such reading'],
  'no-such-hold': ['the case has no such legal hold'],
  'no-such-incident': ['the case has no such incident'],
  'no-such-match': ['no such match was suggested'],
  'no-such-meeting': ['there is no such meeting, and this command does not make one'],
  'no-such-member': [
    'somebody the action is towards is not in the case',
    'somebody the record is about is not in the case',
  ],
  'no-such-need': ['the case has no such need'],
  'no-such-offer': ['she accepted no such support', 'there is no such open offer of the lead'],
  'no-such-order': ['the person has no such order'],
  'no-such-person': ['there is no such person, and this command does not make one'],
  'no-such-person-using-violence': ['the person named does not have that role in the case'],
  'no-such-plan': ['there is no such issued plan'],
  'no-such-policy': ['this deployment has no such policy'],
  'no-such-program': ['the person has no such program'],
  'no-such-question': ['this question was not asked'],
  'no-such-record': ['the case has no such record for the lead'],
  'no-such-report': ['there is no such report, and this command does not make one'],
  'no-such-representative': ['both have to act for the agency', 'nobody by this id acts for the agency'],
  'no-such-risk': ['the case has no such identified risk'],
  'no-such-search': [
    'nothing was asked about this',
    'there is no such search, and this command does not make one',
  ],
  'no-such-task': [
    'nothing is asked about this report',
    'the case has no such task',
    'there is no such open task',
  ],
  'no-such-victim': ['somebody named is not a victim in the case'],
  'no-transfer': ['no transfer is under way'],
  'no-victim': ['no member of the family group is named as an adult or child victim'],
  'nobody-present': ['a meeting with nobody present is not held; record it as not quorate'],
  'not-a-call': ['this case came by referral, not by a call'],
  'not-a-child': ['only a child comes into care'],
  'not-a-draft': ['the referral was sent already', 'the referral was sent; it is no draft now'],
  'not-a-member': ['this person is not asked for consent', 'this person is not in the case'],
  'not-a-person-using-violence': ['this person has not that role in the case'],
  'not-a-specialist-service': ['the lead is a specialist family violence service'],
  'not-a-victim': [
    'a trusted contact is the way to a victim',
    'support of a community is for a victim',
    'this person is not a victim in the case',
  ],
  'not-an-adult-victim': [
    'only an adult victim is asked for consent',
    'this person is not an adult victim in the case',
  ],
  'not-applied-for': ['a designation is made or refused after it was applied for'],
  'not-awaiting-triage': ['a referral that is … is not before triage; submit, review or re-refer it first'],
  'not-endorsed': ['endorse confidentiality for this case and cycle first'],
  'not-for-another': ['only who runs the meeting records the answer of another agency'],
  'not-for-this-actor': [
    'a worker schedules a meeting',
    'askSearch is for a worker',
    'callMeeting is for a worker',
    'receiveReport is for a worker',
    'refer is for a worker',
    'saveDraft is for a worker',
    'selfRefer is for a worker',
    'this is for a worker',
    '… is for a …',
  ],
  'not-for-this-worker': [
    'a report is corrected by the agency that sent it',
    'this is for somebody else of the convening team',
    'this is for the convening team',
    'this is for …',
  ],
  'not-found': [
    'there is nothing here, or nothing for you',
    'there is nothing here, or nothing that you may see',
  ],
  'not-held': ['no hold after this person’s death stands'],
  'not-in-custody': ['this person is not recorded as in custody'],
  'not-in-this-case': ['the person is not in every case named'],
  'not-in-this-phase': ['… is not possible in the phase …; it is in …'],
  'not-in-this-status': ['… is not possible when the … is …; it is when …'],
  'not-invited': [
    'nobody of this agency is invited to this meeting',
    'this agency is not invited',
    'this agency is not invited and not asked to endorse',
  ],
  'not-later': ['the action is due later than that already', 'the watch lasts longer than that already'],
  'not-permitted': ['this is for others to do', 'this is for people with a duty that needs it'],
  'not-present': ['who was not present cannot have told it there'],
  'not-running-the-meeting': [
    'the chair, the minute taker or the convenor does this',
    'who runs the meeting or leads one of its cases does this',
    'who runs the meeting records a paper that another signed',
  ],
  'not-safe-to-ask': ['it is not safe to ask until a worker records that this changed'],
  'not-the-author': ['a draft belongs to the agency that began it'],
  'not-the-lead': ['the lead agency asks for more', 'the lead agency tells the adult victim, and no other'],
  'not-turned-down': ['a referral that is … was not turned down'],
  'note-field-invalid': ['a note is named by one word, with a number or id of a list'],
  'note-too-long': ['a note takes … bytes of UTF-8; this has …'],
  'notes-too-long': ['the notes of a command take … bytes of UTF-8; these have …'],
  'nothing-asked': ['triage has not asked for more information'],
  'nothing-directed-at-person-using-violence': ['a plan with nothing directed at him needs a reason'],
  'nothing-new': [
    "a contribution is factors or the text 'contribution'",
    "what is new is missing; give it as the text 'information' or as fields",
  ],
  'nothing-suspected': ['no misidentification of this person is suspected'],
  'nothing-to-accept': [
    'no immediate or urgent action that was not undertaken waits for the chair',
    'nothing waits for the convening team here',
  ],
  'nothing-to-acknowledge': ['no reminder of this clock was sent yet'],
  'nothing-to-confirm': ['no correction waits for this agency'],
  'nothing-to-correct': ['what is put right is missing'],
  'nothing-to-decide': ['no withdrawal of this person is undecided'],
  'offer-open': ['another offer of the lead is still open; recall it first'],
  'on-hold': ['a hold about this person is to be decided first'],
  'one-agency-alone': ['a plan of one agency alone needs a reason'],
  'one-lead-for-all': ['the profile has one lead for all victims of a family group'],
  'order-incomplete': ['the order names each listed case once'],
  'order-not-granted': ['only an order that was granted by then can be breached'],
  'other-profile': ['a policy of another profile has other words and other laws'],
  'owner-excluded': ['an action belongs to somebody excluded; hand it on first'],
  'period-invalid': ['an absence ends after it begins and after now'],
  'person-deceased': ['this person has died; nobody is contacted'],
  'person-not-in-case': ['a person of the return is not in this case'],
  'person-of-another-case': [
    'this record is of another case; enter the person anew, and the convening team looks whether it is the same',
  ],
  'plan-issued-already': ['this version has been issued; record a new one, or an addendum'],
  'plan-kind-not-in-profile': ['the profile … has no such plan'],
  'plan-missing': ['no plan has been recorded in this cycle'],
  'policy-lacks-clock': ['clocks that run now have no rule in this policy'],
  'policy-unchanged': ['the case lives under this policy already'],
  'precondition-missing': ['… cannot be chosen; the record lacks …'],
  'preconditions-missing': ['this basis needs … on record'],
  'present-twice': ['a person is present once'],
  'proxy-already-invited': ['the proxy is invited already'],
  'proxy-missing': ['who comes instead is missing'],
  'proxy-of-other-agency': ['a proxy is of the same agency'],
  'purpose-missing': [
    'each item is for at least one of …',
    'say why you read this: …',
    'what is shared has at least one purpose of …',
  ],
  'purpose-unknown': ['Purpose: expected one of …'],
  'query-invalid': ['a parameter is unknown or not as described'],
  'question-missing': ['the question is missing'],
  'reason-contradicts-findings': ['this reason needs both findings to be true'],
  'reason-contradicts-record': ['no death of a victim is recorded'],
  'reason-differs': ['a reason is given if and only if she was not told'],
  'reason-missing': [
    'an action that was not completed has a reason',
    'an own lead for one victim survivor needs a reason',
    'declining on another basis needs its reason',
    'that an agency has to, or should not, take part needs a reason',
    'why it is not safe to ask is missing',
    'why she was not asked is missing',
    'why she was not given what she accepted is missing',
    'why she was not told is missing',
  ],
  'receiver-not-in-case': ['an alert goes to agencies that take part and are not excluded'],
  'record-answered': ['the lead has answered this record'],
  'record-empty': ['a record holds at least one of …'],
  'reference-reused': ['this reference stands for a report of another kind'],
  'representative-exists': ['this representative is entered already'],
  'return-not-requested': ['this agency is not asked about this case'],
  'review-before-signing': ['the review falls after the signing'],
  'review-by-colleague': ['somebody of another agency looks at what was said in yours'],
  'review-by-decider': ['a review is decided by another worker than the one who decided'],
  'review-by-reader': ['another person reviews what you read'],
  'review-pending': [
    'a review has been asked for already',
    'a review of the triage decision is to be decided first',
  ],
  'risks-without-action': ['an identified risk has no action; add one, or say why not'],
  'role-unchanged': ['the role that was wrong is not put right'],
  'safe-and-unsafe': ['nobody is both safe and unsafe to talk to'],
  'same-case': ['a case is not linked to itself'],
  'same-role': ['the member has this role'],
  'score-out-of-range': ['… scores from 0 to …'],
  'search-answered': ['this search was seen to already'],
  'second-person-missing': [
    'you entered this address yourself; names go there when somebody else has verified it too',
  ],
  'sign-in-needed': ['sign in with your agency and send the token as Authorization: Bearer …'],
  'signed-in-the-future': ['it is signed after now'],
  'something-left': ['the end of the record would lose what is still open'],
  'source-missing': ['from whom this is known is missing'],
  'splits-into-itself': ['a record is split into another'],
  'stage-out-of-order': ['… is followed by …'],
  'starts-in-the-past': ['the meeting would start before now'],
  'task-ended': ['the task is … already'],
  'task-has-own-command': ['this task is answered by …'],
  'text-not-whole': ['a text has half a character'],
  'times-invalid': ['safe times run from one local time to a later one'],
  'too-many-notes': ['a command takes … notes; this has …'],
  'transfer-under-way': ['a transfer is under way already'],
  'triage-by-referrer': ['whoever referred the case does not decide its triage; a colleague there does'],
  'try-again': ['nothing was lost; try again with the same Idempotency-Key'],
  'unknown-basis': ['the policy has no such basis'],
  'unknown-command': ['a … has no such command'],
  'unknown-risk-factor': [
    'the policy has no such risk factor; say it in words',
    'the policy has no such risk factor; take other and say it in words',
  ],
  'unknown-risk-tool': [
    'the policy has no such risk tool',
    'the policy has no such risk tool; name its toolVersion',
  ],
  'verbal-endorsement-by-chair': ['the chair records what another endorses by word'],
  'verbal-endorsement-not-allowed': [
    'an endorsement by word does not count at a meeting held …: the policy says …',
  ],
  'watch-not-lapsed': ['the watch has not lapsed yet'],
  'why-no-consent-missing': ['why consent was not possible is missing'],
  'why-no-consent-not-shown': ['the record does not show … for everybody concerned'],
  'wishes-incomplete': ['through whom and on what day her wishes were learnt is missing'],
  'wishes-missing': ['her wishes, or why there are none, are missing'],
  'withdrawal-undecided': ['consent was withdrawn, and what follows is not decided yet'],
  'worker-excluded': [
    'the reviewer is excluded from the case',
    'the … is excluded from the case',
    'this worker is excluded from a case of the invitation',
    'this worker is excluded from a case of the meeting',
    'this worker is excluded from the case',
    'who is excluded declares only a conflict of the own',
    'who is excluded from the case cannot lead it',
    'you are excluded from this case; nothing was done',
    'you are excluded from what this is about; nothing was done',
  ],
  'wrong-person': ['her decisions stand under her, steps against him under him'],
};
