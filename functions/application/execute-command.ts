import { addElapsed, type Instant, latest } from '../domain/calendar/instants.ts';
import type { Finding } from '../domain/message/identifying.ts';
import type { Actor } from '../domain/shared/actor.ts';
import type { Directory, NoteRef } from '../domain/shared/command.ts';
import type { Accepted } from '../domain/shared/decision.ts';
import { hashText } from '../domain/shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '../domain/shared/refusal.ts';
import { type AggregateDefinition, definitionOf } from './aggregates.ts';
import type { App, CommandPorts } from './app.ts';
import { GENESIS } from './audit.ts';
import { canonicalJson } from './canonical.ts';
import { entriesOf } from './outbox.ts';
import {
  type AggregateRecord,
  type AggregateRef,
  attentionAfter,
  RECORD_SCHEMA,
  type Sender,
} from './record.ts';
import { untilWritten } from './retry.ts';
import { checkSize } from './size.ts';
import { writeNotes } from './write-notes.ts';

/** A command for one aggregate. */
export interface CommandRequest {
  ref: AggregateRef;
  name: string;
  input: unknown;
  /** What the caller sent, when the input was filled from other records; a retry is known by it. */
  hashInput?: unknown;
  by: Actor;
  /** All ids that the command makes derive from it; the same for a retry. */
  commandId: string;
  /** The caller's idempotency key, unique for the caller. */
  key?: string;
  /** Free texts by field name. */
  notes?: Record<string, string>;
  /** What the directory says of the agencies concerned, for commands that ask. */
  directory?: Directory;
  /** Set when another aggregate sends it. */
  sender?: Sender;
  /**
   * Asked of the very state that the command would change, after a known retry got its answer: a refusal stops
   * the command. The write fails if that state is not the item's any more, and it is asked again.
   */
  precondition?: (state: unknown) => Refusal | undefined;
}

/**
 * `findings`: where the narratives name somebody, to be shown to the recorder at once.
 * `ignored`: the aggregate has had this, or something later, from the same sender.
 */
export type CommandAnswer =
  | { kind: 'accepted'; version: number; did: string[]; findings?: Record<string, Finding[]> }
  | { kind: 'ignored' }
  | Refusal;

const KEY_HOURS = 24;

/**
 * Decide a command and store what it causes in one conditional write: state, audit, messages and commands to
 * others. The same key and body answers the same for 24 hours. Throws ConflictError after eight lost races.
 */
export async function executeCommand(app: CommandPorts, request: CommandRequest): Promise<CommandAnswer> {
  const definition = definitionOf(app.registry, request.ref.type);
  return untilWritten(app, `${request.name} on ${request.ref.id}`, () => tryOnce(app, definition, request));
}

async function tryOnce(
  app: CommandPorts,
  definition: AggregateDefinition,
  request: CommandRequest,
): Promise<CommandAnswer | undefined> {
  const { ref, name, input, by, commandId, directory } = request;
  const record = await app.aggregates.load(ref);
  const known = record && (await alreadyAnswered(app, definition, record, request));
  if (known) return known;
  const stopped = record && request.precondition?.(record.data);
  if (stopped) return stopped;
  const now = latest(app.clock.now(), record?.at);
  const notes = await writeNotes(
    app,
    ref,
    { data: record?.data, input },
    commandId,
    request.notes ?? {},
    now,
  );
  if (isRefusal(notes)) return notes;
  const context =
    (record && definition.policyOfCommand?.(record.data, request, app.policies)) ??
    definition.policy(record?.data, app.policies);
  const envelope = { name, input, by, commandId, notes: notes.refs, ...(directory && { directory }) };
  const decision = definition.decide(record?.data, ref.id, envelope, now, context);
  if (decision.kind === 'refused') return decision;
  const next = recordAfter(definition, record, request, decision, notes.refs, now);
  const growth = { before: record, after: next, intents: decision.intents };
  const tooLarge = checkSize(app.telemetry, definition, growth, by.kind === 'worker');
  if (tooLarge) return tooLarge;
  const written = record ? await save(app, record, next) : await app.aggregates.create(next);
  if (!written) return undefined;
  return { kind: 'accepted', version: next.version, did: decision.did, ...shown(notes.findings) };
}

const shown = (findings: Record<string, Finding[]>) => (Object.keys(findings).length > 0 ? { findings } : {});

/** A retry gets its first answer; what came from a sender before, or later than this, is not taken again. */
async function alreadyAnswered(
  app: CommandPorts,
  definition: AggregateDefinition,
  record: AggregateRecord,
  { key, sender, ...request }: CommandRequest,
): Promise<CommandAnswer | undefined> {
  const recent = key === undefined ? undefined : record.recent[key];
  if (recent) {
    if (recent.bodyHash === bodyHash(request)) {
      const { input, notes = {} } = request;
      const findings =
        Object.keys(notes).length > 0 ? await app.identifying.scan({ data: record.data, input }, notes) : {};
      return { kind: 'accepted', version: recent.version, did: recent.did, ...shown(findings) };
    }
    return refuse('idempotency-key-reused', 'this key was used for another command');
  }
  const last = sender && definition.received(record.data)[senderKey(sender)];
  return last && !isLater(sender, last) ? { kind: 'ignored' } : undefined;
}

/** The item after an accepted command. */
function recordAfter(
  definition: AggregateDefinition,
  record: AggregateRecord | undefined,
  request: CommandRequest,
  decision: Accepted<unknown>,
  notes: Record<string, NoteRef>,
  now: Instant,
): AggregateRecord {
  const { ref, name, by, commandId, key, sender } = request;
  const version = (record?.version ?? 0) + 1;
  const cause = {
    id: commandId,
    command: name,
    by,
    at: now,
    notes: Object.values(notes).map((n) => n.noteId),
  };
  const end = { auditSeq: record?.auditSeq ?? 0, auditHash: record?.auditHash ?? GENESIS };
  const { entries, ...chain } = entriesOf(ref, decision, cause, end);
  const answer = { bodyHash: bodyHash(request), version, at: now, did: decision.did };
  return {
    ...(record ?? {
      ...ref,
      schema: RECORD_SCHEMA,
      generation: 1,
      seenGeneration: 0,
      failing: {},
      sweep: { failures: 0 },
    }),
    version,
    at: now,
    data: sender ? received(definition, decision.state, sender) : decision.state,
    outbox: { ...record?.outbox, [String(version)]: entries },
    pending: 1,
    attentionAt: attentionAfter(now),
    recent: { ...stillRecent(record?.recent ?? {}, now), ...(key === undefined ? {} : { [key]: answer }) },
    ...chain,
  };
}

/** Store the change of an item: everything of the new one that a command may touch. */
export function save(
  app: Pick<App, 'aggregates'>,
  before: AggregateRecord,
  after: AggregateRecord,
): Promise<boolean> {
  const { version, at, data, recent, auditSeq, auditHash } = after;
  return app.aggregates.save({
    ref: { type: before.type, id: before.id },
    expect: { version: before.version, generation: before.generation },
    version,
    at,
    data,
    entries: after.outbox[String(version)] ?? [],
    recent,
    auditSeq,
    auditHash,
    attentionAt: attentionAfter(at),
  });
}

const senderKey = ({ type, id }: Sender): string => `${type}:${id}`;
const isLater = (a: Sender, b: { version: number; index: number }): boolean =>
  a.version > b.version || (a.version === b.version && a.index > b.index);
type Body = Pick<CommandRequest, 'name' | 'input' | 'hashInput' | 'notes'>;
/** What was asked, as far as a retry is known by it. */
export const bodyHash = ({ name, input, hashInput, notes }: Body): string =>
  hashText(canonicalJson({ name, input: hashInput ?? input, notes: notes ?? {} }));

function received(definition: AggregateDefinition, state: unknown, sender: Sender): unknown {
  const { version, index } = sender;
  return definition.withReceived(state, {
    ...definition.received(state),
    [senderKey(sender)]: { version, index },
  });
}

function stillRecent(recent: AggregateRecord['recent'], now: Instant): AggregateRecord['recent'] {
  const since = addElapsed(now, { hours: -KEY_HOURS });
  return Object.fromEntries(Object.entries(recent).filter(([, { at }]) => at >= since));
}
