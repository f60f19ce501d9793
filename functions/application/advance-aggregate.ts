import { type Instant, latest } from '../domain/calendar/instants.ts';
import { system } from '../domain/shared/actor.ts';
import { deriveId, hashText } from '../domain/shared/ids.ts';
import type { DefinitionInTime } from './aggregates.ts';
import type { App } from './app.ts';
import { canonicalJson } from './canonical.ts';
import { AdvanceRefusedError } from './errors.ts';
import { save } from './execute-command.ts';
import { entriesOf } from './outbox.ts';
import { type AggregateRecord, attentionAfter } from './record.ts';
import { watchSize } from './size.ts';

/**
 * Do what time alone causes and store it, on condition that version and generation are still those of the
 * record. Answers the record as it then stands, or undefined if somebody else wrote first.
 */
export async function advanceRecord(
  app: Pick<App, 'aggregates' | 'policies' | 'clock' | 'telemetry'>,
  definition: DefinitionInTime,
  record: AggregateRecord,
): Promise<{ record: AggregateRecord; did: string[]; now: Instant } | undefined> {
  const now = latest(app.clock.now(), record.at);
  const decision = definition.advance?.(record.data, now, definition.policy(record.data, app.policies));
  if (!decision) return { record, did: [], now };
  if (decision.kind === 'refused') throw new AdvanceRefusedError(`${record.id}: ${decision.code}`);
  const { state, events, intents, did } = decision;
  if (state === record.data && events.length === 0 && intents.length === 0) return { record, did, now };
  const ref = { type: record.type, id: record.id };
  // Two passages of time at one instant differ in what they cause.
  const causeId = deriveId('adv', ref.id, now, hashText(canonicalJson({ events, intents })));
  const cause = { id: causeId, command: 'advance', by: system('time'), at: now, notes: [] };
  const version = record.version + 1;
  const { entries, ...chain } = entriesOf(ref, decision, cause, record);
  const next: AggregateRecord = {
    ...record,
    version,
    at: now,
    data: state,
    outbox: { ...record.outbox, [String(version)]: entries },
    pending: 1,
    attentionAt: attentionAfter(now),
    ...chain,
  };
  watchSize(app.telemetry, next);
  return (await save(app, record, next)) ? { record: next, did, now } : undefined;
}
