import { createAuthenticator } from '../../../functions/adapters/jwt/authenticator.ts';
import { emptyWorld, type MemoryWorld } from '../../../functions/adapters/memory/index.ts';
import { etagOf } from '../../../functions/application/api/etag.ts';
import { tokenRoles } from '../../../functions/domain/access/subject.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { createHandler as serveAnswers } from '../../../functions/handlers/serve-answers/handler.ts';
import type { ProxyResponse } from '../../../functions/middleware/http/event.ts';
import { openIssuer } from '../../../local/api/issuer.ts';
import {
  createDesk,
  CANARY as DESK_CANARY,
  meetingId as deskMeeting,
  startsAt,
} from '../../application/answers/desk.ts';
import { createApiWorld } from '../../application/api/world.ts';
import { personRecord, recordOf } from '../../application/support/people.ts';
import { persons, workers } from '../../domain/case/fixtures.ts';
import { issued } from '../../domain/case/plan/planned-case.ts';
import { listed, MeetingUnderTest, scheduling } from '../../domain/meeting/fixtures.ts';
import { createTestLog } from '../../handlers/support.ts';
import { idsIn } from '../commands/places.ts';

/** Names and texts that stand in the records alone. */
export const CANARIES = ['Quillan Wombatson', 'Zebedee-narrative', '17 Invented Crescent', DESK_CANARY];

/** Who calls: by what they may see, and with which token. */
export interface Caller {
  /** Works for an agency of the case and is not excluded: may read names where that is asked for. */
  inside: boolean;
  authorization: string | undefined;
}

/** What the fuzzer finds to call, with what is real in it. */
export interface FuzzWorld {
  callers: readonly Caller[];
  ids: readonly string[];
  /** Those that stand under a name in what is stored, such as `taskId`. */
  idsOf(name: string): readonly string[];
  etags: readonly string[];
  cursors: readonly string[];
  /** The last part of the path of a real answer link. */
  link(): string;
  api(event: object): Promise<ProxyResponse>;
  pages(event: object): Promise<ProxyResponse>;
  /** Log lines since last asked. */
  logged(): string;
  /** Everything that is stored but for what is written of the asking itself. */
  stored(): string;
  /** Everything as it was at first. */
  restore(): Promise<void>;
}

/** A case with a plan, a meeting, persons, notes and links, behind the real handlers and real tokens. */
export async function createFuzzWorld(directory: string): Promise<FuzzWorld> {
  const issuer = openIssuer(directory);
  const api = await createApiWorld(undefined, createAuthenticator([issuer.config]));
  const { made } = issued();
  made.run(
    'declareConflict',
    { ...workers.police2, because: 'close_to_person_using_violence' },
    { by: workers.convenor },
  );
  const caseId = api.seed(made);
  const meeting = new MeetingUnderTest();
  const listing = listed(caseId, { persons: Object.values(persons) });
  meeting.run('scheduleMeeting', scheduling({ cases: [listing] }), workers.convenor);
  const { meetingId } = meeting.meeting;
  api.data.aggregates[`meeting/${meetingId}`] = recordOf('meeting', meetingId, meeting.meeting);
  for (const id of Object.values(persons))
    api.data.aggregates[`person/${id}`] = personRecord(id, 'Quillan Wombatson');
  const owner = { type: 'case', id: caseId } as const;
  const note = {
    owner,
    noteId: 'note-canary1',
    field: 'rationale',
    text: 'Zebedee-narrative at 17 Invented Crescent',
  };
  await api.app.notes.create({ ...note, createdAt: made.now }, '2026-03-09T00:00:00.000Z');
  await api.app.notes.keep(owner, 'note-canary1');

  const deskLog = createTestLog();
  let desk = await openDesk(deskLog);

  const token = (worker: Worker, roles: readonly (typeof tokenRoles)[number][]): string =>
    `Bearer ${issuer.token({ ...worker, roles, regions: ['AU-WA'] }, Date.now(), 24)}`;
  const { hospital, police2, ...inside } = workers;
  const callers: Caller[] = [
    { inside: false, authorization: undefined },
    { inside: false, authorization: 'Bearer not.a.token' },
    { inside: false, authorization: `${token(workers.police, ['representative']).slice(0, -6)}AAAAAA` },
    { inside: false, authorization: 'Basic cG9saWNlOnBvbGljZQ==' },
    ...Object.values(inside).map((one) => ({ inside: true, authorization: token(one, ['representative']) })),
    { inside: true, authorization: token(workers.convenor, ['coordinator', 'administrator']) },
    ...tokenRoles.map((role) => ({ inside: false, authorization: token(hospital, [role]) })),
    { inside: false, authorization: token(hospital, tokenRoles) },
    { inside: false, authorization: token(police2, ['representative']) },
    { inside: false, authorization: token(police2, ['agency_manager', 'after_hours', 'coordinator']) },
  ];
  const record = api.data.aggregates[`case/${caseId}`];
  const etags = made.case.actions.flatMap(
    ({ actionId }) => (record && etagOf('action', record, { actionId })) ?? [],
  );
  const actionIds = made.case.actions.map(({ actionId }) => actionId);
  const byName = idsIn([made.case, meeting.meeting]);
  const snapshot = { api: structuredClone(api.data), desk: desk.stored() };

  return {
    callers,
    ids: [
      caseId,
      meetingId,
      ...actionIds,
      ...Object.values(persons),
      'agy-police',
      'rep-police1',
      'note-canary1',
      'case-none1',
    ],
    idsOf: (name) => byName.get(name) ?? [],
    etags,
    cursors: [{ after: 1 }, { p: 'pag-none1', at: 0 }, { p: 'pag-none1', at: -1 }].map(cursor),
    link: () => desk.link,
    api: (event) => sendRaw(api, event),
    pages: (event) => desk.answer(event),
    logged: () => JSON.stringify([...api.lines.splice(0), ...deskLog.lines.splice(0)]),
    stored: () => `${stored(api.data)}${storedDesk(desk.stored())}`,
    async restore() {
      Object.assign(api.data, emptyWorld(), structuredClone(snapshot.api));
      if (desk.stored() !== snapshot.desk) desk = await openDesk(deskLog);
    },
  };
}

/** The pages behind a link of an invitation. */
async function openDesk(log: ReturnType<typeof createTestLog>) {
  const desk = createDesk();
  const link = new URL(await desk.linkIn('invitation', { meetingId: deskMeeting, startsAt })).pathname;
  const handler = serveAnswers(desk.app, log);
  return {
    link: link.split('/').at(-1) ?? '',
    stored: desk.stored,
    answer: async (event: object) => (await handler(event, {} as never)) as ProxyResponse,
  };
}

const cursor = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function sendRaw(
  { send }: Awaited<ReturnType<typeof createApiWorld>>,
  event: object,
): Promise<ProxyResponse> {
  const { status, headers, text } = await send(event);
  return { statusCode: status, headers, body: text, isBase64Encoded: false };
}

/** Without the record of accesses, the keys of callers, pagings, and notes whose command has not come. */
function stored(world: MemoryWorld): string {
  const kept = Object.entries(world.notes).filter(([, { orphanAt }]) => orphanAt === undefined);
  return JSON.stringify({
    ...world,
    accesses: {},
    ledger: {},
    pagings: {},
    readings: {},
    notes: Object.fromEntries(kept),
  });
}

const storedDesk = (text: string): string => stored(JSON.parse(text) as MemoryWorld);
