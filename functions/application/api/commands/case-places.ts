import { type Places, placesOf } from './entry.ts';

const root = '/cases/{caseId}';
const member = `${root}/members/{personId}`;
const action = `${root}/actions/{actionId}`;

/** What begins a case. */
const creations: Places = placesOf('Cases', '/cases', {
  refer: '/referrals',
  callMeeting: '/calls',
  selfRefer: '/self-referrals',
  saveDraft: '/drafts',
});

const referral: Places = placesOf('Referrals', `${root}/referral`, {
  updateDraft: ['/draft', 'referral'],
  submitDraft: ['/submission', 'referral'],
  acceptReferral: ['/acceptance', 'referral'],
  declineReferral: ['/refusal', 'referral'],
  redirectReferral: ['/redirection', 'referral'],
  notEscalated: ['/not-escalated', 'referral'],
  askForMoreInformation: '/questions',
  provideInformation: ['/information', 'referral'],
  askTriageReview: '/reviews',
  decideTriageReview: '/reviews/decision',
  reRefer: ['/renewal', 'referral'],
  recordCallNotCarriedOut: '/call-not-carried-out',
  acceptConvening: '/convening',
});

const members: Places = {
  ...placesOf('Members', root, { addMember: '/members', confirmCorrection: '/corrections' }),
  ...placesOf('Members', member, {
    correctMember: ['/correction', 'member'],
    removeMember: ['/removal', 'member'],
    changeMemberRole: ['/role', 'member'],
    suspectMisidentification: '/misidentification',
    confirmMisidentification: '/misidentification/confirmation',
    dismissMisidentification: '/misidentification/dismissal',
    recordDeath: '/death',
    reviewDeathHold: '/death/review',
    recordJusticeFact: '/justice-facts',
    recordTrustedContact: '/trusted-contact',
    recordChildIntoCare: '/care',
  }),
};

const risk: Places = placesOf('Risks and needs', root, {
  recordRiskAssessment: '/members/{personId}/risk-assessments',
  contributeToAssessment: '/risk-assessments/{assessmentId}/contributions',
  identifyRisk: '/risks',
  recordNeed: '/members/{personId}/needs',
  meetNeed: '/needs/{needId}/met',
  determineSignificantRisk: '/determinations',
  markCase: '/marks',
});

const consent: Places = placesOf('Consent', root, {
  recordConsentAttempt: '/consent-attempts',
  recordSafeToAsk: '/consent/safe-to-ask',
  setSupportFlag: '/consent/support',
  recordSupportOffer: '/consent/support-offers',
  recordCulturalSupport: '/members/{personId}/cultural-support',
  recordSupportResult: '/consent/support-offers/{offerId}/results',
  decideBasis: '/consent/basis',
  withdrawConsent: '/consent/withdrawals',
  respectWithdrawal: '/consent/withdrawals/respect',
  tellGoAhead: '/consent/go-ahead',
});

const agencies: Places = placesOf('Agencies in a case', root, {
  proposeAgencies: '/agencies',
  nameRepresentative: ['/agencies/{agencyId}/representative', 'participant'],
  setParticipation: ['/agencies/{agencyId}/participation', 'participant'],
  removeAgency: ['/agencies/{agencyId}/removal', 'participant'],
  setSharingBasis: ['/agencies/{agencyId}/sharing-basis', 'participant'],
  declareConflict: '/conflicts',
  liftConflict: '/conflicts/{exclusionId}/end',
  reviewExclusion: '/conflicts/{exclusionId}/review',
  endorseForCase: '/declarations',
});

const lead: Places = placesOf('Lead agency', root, {
  nominateLead: '/lead',
  victimInformed: '/lead/victim-informed',
  offerLead: '/lead-offers',
  acceptLead: ['/lead-offers/{offerId}/acceptance', 'leadOffer'],
  declineLead: ['/lead-offers/{offerId}/refusal', 'leadOffer'],
  recallLead: ['/lead-offers/{offerId}/recall', 'leadOffer'],
  startInterimLead: '/interim-lead',
  handBackLead: '/interim-lead/hand-back',
});

const plans: Places = placesOf('Plans', root, {
  recordPlan: '/plans',
  issuePlan: '/plans/issue',
  addAddendum: '/plans/{planId}/addenda',
  recordNoPlan: '/plans/none',
});

const actions: Places = {
  ...placesOf('Actions', root, { addInterimAction: '/actions' }),
  ...placesOf('Actions', action, {
    acceptAction: ['/acceptance', 'action'],
    declineAction: ['/refusal', 'action'],
    counterAction: ['/counter-offer', 'action'],
    answerCounter: ['/counter-offer/answer', 'action'],
    startAction: ['/start', 'action'],
    handOnAction: ['/hand-on', 'action'],
    extendAction: ['/extension', 'action'],
    cancelAction: ['/cancellation', 'action'],
    closeAction: ['/outcome', 'action'],
    acceptNotUndertaken: ['/not-undertaken-acceptance', 'action'],
  }),
  ...placesOf('Feedback', action, { giveFeedback: ['/feedback', 'action'] }),
};

const records: Places = placesOf('Records', root, {
  recordContact: '/records',
  acknowledgeRecord: '/records/{recordId}/answer',
  recordStaffSupportNeed: '/staff-support-needs',
  recordServiceGap: '/service-gaps',
  recordAlert: '/alerts',
  withdrawAlert: '/alerts/{recordId}/withdrawal',
  recordOwnAgencyFeedback: '/own-agency-feedback',
});

/** Reading in an emergency what one may not read otherwise; somebody else reviews it. */
const access: Places = placesOf('Emergency reading', `${root}/break-glass`, {
  breakGlass: '',
  reviewBreakGlass: '/{grantId}/review',
});

const tasks: Places = placesOf('Tasks and clocks', root, {
  completeTask: ['/tasks/{taskId}/outcome', 'caseTask'],
  pauseClock: ['/clocks/{clockId}/pause', 'clock'],
  resumeClock: ['/clocks/{clockId}/resumption', 'clock'],
  acknowledgeReminder: '/clocks/{clockId}/acknowledgement',
});

const endings: Places = {
  ...placesOf('Incidents', root, {
    reportIncident: '/incidents',
    decideIncident: ['/incidents/{incidentId}/decision', 'incident'],
  }),
  ...placesOf('Follow-up and closure', root, {
    callFollowUp: '/follow-up/call',
    recordNoFollowUpNeeded: '/follow-up/not-needed',
    postponeFollowUp: '/follow-up/postponement',
    closeCase: '/closure',
    overrideClose: '/closure/override',
    reopenCase: '/reopening',
    confirmWatchEnd: '/watch/end',
    extendWatch: '/watch/extension',
    continueShortTerm: '/continuation',
  }),
  ...placesOf('Cases', root, {
    linkCase: '/links',
    movePolicy: '/policy',
    startTransferOut: '/transfer',
    recallTransferOut: '/transfer/recall',
    confirmTransferReceived: '/transfer/receipt',
    withdrawInError: '/withdrawal',
    placeLegalHold: '/legal-holds',
    liftLegalHold: '/legal-holds/{holdId}/decision',
  }),
};

/** Where each command of a case stands. */
export const casePlaces: Places = {
  ...creations,
  ...referral,
  ...members,
  ...risk,
  ...consent,
  ...agencies,
  ...lead,
  ...plans,
  ...actions,
  ...records,
  ...access,
  ...tasks,
  ...endings,
};
