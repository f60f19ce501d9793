import { persons, workers } from '../../domain/case/fixtures.ts';
import { scheduling } from '../../domain/meeting/fixtures.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { caseId, second } from '../commands/others.ts';
import { give, type Order, type Row } from './drive.ts';
import { other, past, stranger, victim, withPolicy } from './rows.ts';

type Who = Order['as'];
const meeting = (name: string, as: Who, body: object = {}, ...notes: string[]): Order =>
  give(`meeting.${name}`, as, { ...body }, { notes });
const row = (code: string, status: number, ask: Order, ...before: Order[]): Row => ({
  code,
  status,
  ask,
  before,
});

const involvement = Object.values(persons).map((personId) => ({ personId, involved: 'yes' }));
const full = (more: object = {}) => ({
  involvement,
  items: [{ purposes: ['identify_risk'], nature: 'fact', about: [victim] }],
  interventions: [],
  ...more,
});
const endorse = (as: Who, body: object): Order =>
  meeting('endorseConfidentiality', as, { textVersion: 'decl-1', ...body });
const withSecond = meeting('addCase', 'convenor', { caseId: second });
const agenda = (body: object = {}): Order => meeting('issueAgenda', 'chair', body);
const { cases: _, ...time } = scheduling();
const asked: Order[] = [
  meeting('submitWrittenReturn', 'police', full(), 'items.0'),
  give('meeting.askMoreOfReturn', 'specialist', {}, { notes: ['question'], ids: { agencyId: 'agy-police' } }),
];
const question = (as: Who, notes: string[], agencyId = 'agy-police'): Order =>
  give('meeting.askMoreOfReturn', as, {}, { notes, ids: { agencyId } });
const present = (...list: Who[]) => ({
  present: list.map((one) => ({ worker: workers[one], as: 'representative' })),
});
/** The meeting has begun. */
const begun: Row['arrange'] = ({ data }) => {
  const record = data.aggregates['meeting/mtg-0001'];
  if (record) record.at = '2026-03-12T02:10:00.000Z';
  return undefined;
};

/** What is refused of a meeting. */
export const meetingRows: readonly Row[] = [
  row('starts-in-the-past', 422, meeting('rescheduleMeeting', 'convenor', { startsAt: past, ...other })),
  row('no-cases', 422, meeting('scheduleMeeting', 'convenor', { ...time, caseIds: [] })),
  row('case-listed-twice', 422, meeting('addCase', 'convenor', { caseId })),
  row('meeting-over', 409, withSecond, meeting('cancelMeeting', 'convenor', { reason: 'no_longer_needed' })),
  row(
    'not-in-this-status',
    409,
    meeting('replyToInvitation', 'police', { reply: 'accept' }),
    meeting('cancelMeeting', 'convenor', { reason: 'no_longer_needed' }),
  ),
  row('not-running-the-meeting', 403, meeting('issueAgenda', 'specialist')),
  row('order-incomplete', 422, agenda({ order: [caseId] }), withSecond),
  row('departure-reason-missing', 422, agenda({ order: [second, caseId] }), withSecond),
  row('not-invited', 403, meeting('replyToInvitation', 'chair', { reply: 'accept' })),
  row(
    'not-for-another',
    403,
    meeting('replyToInvitation', 'police', { reply: 'accept', for: workers.childProtection }),
  ),
  row('proxy-missing', 422, meeting('replyToInvitation', 'police', { reply: 'proxy' })),
  row(
    'proxy-of-other-agency',
    422,
    meeting('replyToInvitation', 'police', { reply: 'proxy', proxy: workers.childProtection }),
  ),
  row(
    'proxy-already-invited',
    422,
    meeting('replyToInvitation', 'police', { reply: 'proxy', proxy: workers.police }),
  ),
  row('return-not-requested', 422, meeting('nothingKnown', 'chair')),
  row(
    'corrected-too-often',
    422,
    meeting('nothingKnown', 'police'),
    ...Array.from({ length: 21 }, () => meeting('nothingKnown', 'police')),
  ),
  row('item-text-missing', 422, meeting('submitWrittenReturn', 'police', full())),
  row(
    'person-not-in-case',
    422,
    meeting(
      'submitWrittenReturn',
      'police',
      full({ involvement: [{ personId: stranger, involved: 'yes' }] }),
      'items.0',
    ),
  ),
  row('question-missing', 422, question('specialist', [])),
  row(
    'no-such-question',
    404,
    give('meeting.answerQuestion', 'police', {}, { notes: ['answer'], ids: { questionId: 'qst-none1' } }),
    ...asked,
  ),
  row('answer-missing', 422, meeting('answerQuestion', 'police'), ...asked),
  row('declaration-text-out-of-date', 422, endorse('police', { mode: 'electronic', textVersion: 'old' })),
  row('endorsement-by-another', 403, endorse('chair', { mode: 'electronic', for: workers.police })),
  row('verbal-endorsement-by-chair', 422, endorse('police', { mode: 'verbal', for: workers.police })),
  {
    ...row('verbal-endorsement-not-allowed', 422, endorse('chair', { mode: 'verbal', for: workers.police })),
    arrange: withPolicy({ ...testPolicy, verbalEndorsement: 'never' }),
  },
  { ...row('nobody-present', 422, meeting('recordAttendance', 'chair', present())), arrange: begun },
  {
    ...row('present-twice', 422, meeting('recordAttendance', 'chair', present('police', 'police'))),
    arrange: begun,
  },
  {
    ...row(
      'not-present',
      422,
      meeting('recordSpokenReturn', 'chair', { for: workers.police }),
      meeting('recordAttendance', 'chair', present('specialist')),
    ),
    arrange: begun,
  },
  {
    ...row(
      'entry-missing',
      422,
      meeting('recordDiscussion', 'chair'),
      meeting('recordAttendance', 'chair', present('specialist')),
    ),
    arrange: begun,
  },

  row(
    'case-not-listed',
    422,
    give('meeting.deferCase', 'convenor', other, { ids: { caseId: second } }),
    withSecond,
    give('meeting.deferCase', 'convenor', other, { ids: { caseId: second } }),
  ),
];
