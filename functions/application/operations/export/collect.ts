import type { CaseState } from '../../../domain/case/state.ts';
import type { MeetingState } from '../../../domain/meeting/state.ts';
import type { App } from '../../app.ts';
import type { AccessExport } from '../../disclosures/export.ts';
import { exportAccessLog } from '../../disclosures/export.ts';
import { NotFoundError } from '../../errors.ts';
import { personIdsIn } from '../../identifying-scan.ts';
import { loadCase, loadMeeting, loadPerson } from '../../load-states.ts';
import type { AggregateRef, AuditEntry } from '../../record.ts';

/** A narrative as it was written, or that it cannot be opened: its key is destroyed, or is not the exporter's. */
export type ExportedNote = { noteId: string; owner: AggregateRef } & (
  | { field: string; createdAt: string; text: string }
  | { unreadable: string }
);

/** Everything that there is of a case, as plain data: one member a file. */
export interface CollectedCase {
  case: CaseState;
  /** Of each meeting only what concerns this case. */
  meetings: ({ meetingId: string } & Record<string, unknown>)[];
  people: ({ personId: string } & ({ person: unknown } | { unreadable: string }))[];
  narratives: ExportedNote[];
  messages: unknown[];
  audit: { caseId: string; entries: AuditEntry[] };
  accessLog: AccessExport[];
}

/** What leaves of it: everything, or what a review has released of each part. */
export type LeavingCase = { [Part in Exclude<keyof CollectedCase, 'accessLog'>]: unknown } & {
  accessLog: AccessExport[];
};

type ExportPorts = Pick<App, 'aggregates' | 'notes' | 'audit' | 'accessLog' | 'messages' | 'clock'>;

/** Collect a case. What cannot be read is named, never left out. Throws NotFoundError. */
export async function collectCase(app: ExportPorts, caseId: string): Promise<CollectedCase> {
  const state = await loadCase(app, caseId);
  if (!state) throw new NotFoundError(`there is no case ${caseId}`);
  const ref = { type: 'case', id: caseId } as const;
  const audit = await auditOf(app, ref);
  const accessLog = await accessLogOf(app, caseId);
  const meetings = await meetingsOf(app, state);
  const ownNotes = audit.flatMap(({ notes = [] }) => notes);
  const narratives = await notesOf(app, [
    ...ownNotes.map((noteId) => ({ noteId, owner: ref })),
    ...meetings.flatMap(({ meetingId, ...part }) =>
      idsIn(part, /\bnote-[a-z0-9]{4,40}\b/g).map((noteId) => ({
        noteId,
        owner: { type: 'meeting' as const, id: meetingId },
      })),
    ),
  ]);
  const messageIds = idsIn([state, accessLog], /\bmsg-[a-z0-9]{4,40}\b/g);
  const messages = await Promise.all(messageIds.map((id) => app.messages.load(id)));
  return {
    case: state,
    meetings,
    people: await peopleOf(app, personIdsIn([state, meetings])),
    narratives,
    messages: messages.flatMap((stored) => stored?.message ?? []),
    audit: { caseId, entries: audit },
    accessLog,
  };
}

const idsIn = (value: unknown, pattern: RegExp): string[] => [
  ...new Set(JSON.stringify(value ?? null).match(pattern) ?? []),
];

async function auditOf(app: ExportPorts, ref: AggregateRef): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let page = await app.audit.page(ref, 0); page.length > 0; ) {
    entries.push(...page);
    page = await app.audit.page(ref, page.at(-1)?.seq ?? 0);
  }
  return entries;
}

/** In parts, as the verifier of disclosures takes them. */
async function accessLogOf(app: ExportPorts, caseId: string): Promise<AccessExport[]> {
  const parts: AccessExport[] = [];
  let part = await exportAccessLog(app, caseId);
  for (;;) {
    parts.push(part);
    const last = part.entries.at(-1);
    if (!last || last.seq >= part.head.seq) return parts;
    part = await exportAccessLog(app, caseId, last.seq);
  }
}

/** A meeting hears several families: only this one's part leaves. */
async function meetingsOf(app: ExportPorts, state: CaseState) {
  const found = await Promise.all(state.meetings.map(({ meetingId }) => loadMeeting(app, meetingId)));
  return found.flatMap((meeting) => (meeting ? [partOf(meeting, state.caseId)] : []));
}

const partOf = (meeting: MeetingState, caseId: string) => {
  const { meetingId, kind, mode, startsAt, status, statusReason, chair, minuteTaker, heldAt } = meeting;
  return {
    meetingId,
    kind,
    mode,
    startsAt,
    status,
    statusReason,
    chair,
    minuteTaker,
    heldAt,
    cases: meeting.cases.filter((one) => one.caseId === caseId),
    returns: meeting.returns.filter((one) => one.caseId === caseId),
  };
};

async function notesOf(
  app: ExportPorts,
  ids: readonly { noteId: string; owner: AggregateRef }[],
): Promise<ExportedNote[]> {
  const found: ExportedNote[] = [];
  for (const { noteId, owner } of ids) {
    const note = await orReason(() => app.notes.load(owner, noteId));
    if ('unreadable' in note) found.push({ noteId, owner, ...note });
    else {
      const { field, createdAt, text } = note.found;
      found.push({ noteId, owner, field, createdAt, text });
    }
  }
  return found;
}

async function peopleOf(app: ExportPorts, ids: readonly string[]): Promise<CollectedCase['people']> {
  const found: CollectedCase['people'] = [];
  for (const personId of ids) {
    const person = await orReason(() => loadPerson(app, personId));
    if ('unreadable' in person) found.push({ personId, ...person });
    else {
      // In which other cases somebody is, this case does not say.
      const {
        cases: _cases,
        matches: _matches,
        splits: _splits,
        received: _received,
        ...rest
      } = person.found;
      found.push({ personId, person: rest });
    }
  }
  return found;
}

async function orReason<Found>(
  load: () => Promise<Found | undefined>,
): Promise<{ found: Found } | { unreadable: string }> {
  try {
    const found = await load();
    return found === undefined ? { unreadable: 'not there' } : { found };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.name : 'unknown' };
  }
}
