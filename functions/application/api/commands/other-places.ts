import { type Places, placesOf } from './entry.ts';

const meeting = '/meetings/{meetingId}';
const inMeeting = `${meeting}/cases/{caseId}`;

/** Where each command of a meeting stands. */
export const meetingPlaces: Places = {
  ...placesOf('Meetings', '/meetings', { scheduleMeeting: '' }),
  ...placesOf('Meetings', meeting, {
    rescheduleMeeting: ['/time', 'meeting'],
    cancelMeeting: ['/cancellation', 'meeting'],
    addCase: ['/cases', 'meeting'],
    deferCase: ['/cases/{caseId}/deferral', 'meeting'],
    issueAgenda: ['/agenda', 'meeting'],
    recordDiscussion: '/cases/{caseId}/discussion',
    recordAttendance: '/attendance',
    recordNotQuorate: '/attendance/not-quorate',
    completeTask: '/tasks/{taskId}/outcome',
  }),
  ...placesOf('Invitations', meeting, { replyToInvitation: '/invitation-replies' }),
  ...placesOf('Written returns', inMeeting, {
    submitWrittenReturn: ['/written-return', 'writtenReturn'],
    nothingKnown: ['/written-return/nothing-known', 'writtenReturn'],
    declineToShare: ['/written-return/refusal', 'writtenReturn'],
    recordSpokenReturn: '/spoken-returns',
    askMoreOfReturn: '/written-returns/{agencyId}/questions',
    answerQuestion: '/questions/{questionId}/answer',
  }),
  ...placesOf('Declarations', meeting, {
    endorseConfidentiality: '/declarations',
    refuseConfidentiality: '/declarations/refusal',
  }),
};

/** A person is known through a case, and changed through one: the record of the access stands there. */
const person = '/cases/{caseId}/persons/{personId}';

/** Where each command of a person's record stands. */
export const personPlaces: Places = {
  ...placesOf('Persons', '/persons', { createPerson: '' }),
  ...placesOf('Persons', person, {
    correctIdentity: ['/identity', 'identity'],
    recordCulturalNeeds: '/needs',
    recordSafeContact: ['/safe-contact', 'safeContact'],
    placeFlag: '/flags',
    withdrawFlag: '/flags/{flagId}/withdrawal',
    recordOrder: '/orders',
    recordOrderStage: ['/orders/{orderId}/stages', 'order'],
    recordBreach: '/orders/{orderId}/breaches',
    recordCustody: '/custody',
    recordProgram: '/programs',
    designateSerial: '/designation',
    linkPossibleMatch: '/possible-matches',
    confirmMatch: '/possible-matches/confirmations',
    dismissMatch: '/possible-matches/dismissals',
    splitPerson: '/splits',
    completeTask: '/tasks/{taskId}/outcome',
  }),
};

/** Where the convening team answers for what came from outside; what sends it in has routes of its own. */
export const reportPlaces: Places = placesOf('Intake', '/intake/reports/{reportId}', {
  settleReport: '/outcome',
});
export const searchPlaces: Places = placesOf('Person searches', '/person-searches/{searchId}', {
  answerSearch: '/answers',
  reviewUnusualSearching: '/review',
});

const agency = '/agencies/{agencyId}';

/** Where each command of an agency in the directory stands. */
export const agencyPlaces: Places = {
  ...placesOf('Agencies', '/agencies', { createAgency: '' }),
  ...placesOf('Agencies', agency, {
    setPost: ['/posts', 'agency'],
    recordAgreement: '/agreements',
    endAgreement: ['/agreements/{agreementId}/end', 'agency'],
    recordLocality: ['/localities', 'agency'],
    setNamedContactOnly: ['/named-contact-only', 'agency'],
    verifyAddress: '/addresses',
    withdrawAddress: '/addresses/withdrawal',
    completeTask: '/tasks/{taskId}/outcome',
  }),
  ...placesOf('Representatives', agency, {
    addRepresentative: '/representatives',
    removeRepresentative: ['/representatives/{representativeId}/removal', 'representative'],
    nameDelegate: ['/representatives/{representativeId}/delegates', 'representative'],
  }),
};
