import * as z from 'zod/mini';
import type { AggregateRecord } from '../../../functions/application/record.ts';
import { hasFate } from '../../../functions/application/stored-message.ts';
import { telling } from '../../../functions/domain/message/lifecycle.ts';
import { type Intent, intentSchema } from '../../../functions/domain/shared/intent.ts';
import type { Scenario } from '../model/scenario.ts';
import type { State } from '../model/state.ts';
import { tinyOf } from '../tiny/aggregate.ts';

/** What is wrong in this very state, whatever comes after it. */
export function wrongs(scenario: Scenario, state: State): string[] {
  return [
    ...Object.values(state.world.aggregates).flatMap((record) => wrongsOfRecord(scenario, state, record)),
    ...wrongsOfMessages(state),
  ];
}

function wrongsOfRecord(scenario: Scenario, state: State, record: AggregateRecord): string[] {
  const found: string[] = [];
  const { id, version, generation, outbox, attentionAt, tokenVersion } = record;
  const { phase, done } = tinyOf(record.data);
  const entries = Object.values(outbox).flat();
  const open = entries.length > 0 || (record.type === 'case' && phase !== 'closed');
  if (open && attentionAt === undefined) found.push(`${id} has open work and no attention`);
  if (entries.length > 0 && record.pending === undefined)
    found.push(`${id} has an outbox that no stream shows`);
  if (tokenVersion !== undefined && tokenVersion > version)
    found.push(`${id} has a token of a later version`);
  if (generation > 1 && phase !== 'closed' && isFaultless(scenario, state))
    found.push(`${id} needed another execution for no reason`);
  const twice = done.filter((label, index) => done.indexOf(label) !== index);
  if (twice.length > 0) found.push(`${id} did ${twice.join(', ')} twice`);
  const chain = state.world.audit[`${record.type}/${id}`] ?? [];
  const known = new Set([...chain, ...entries.filter((one) => one.entry === 'audit')].map(({ seq }) => seq));
  if (known.size !== record.auditSeq) found.push(`${id} has lost an audit entry`);
  return [...found, ...lostIntents(scenario, state, record)];
}

/** Nothing went wrong so far, and nothing was to be renewed. */
const isFaultless = ({ bounds, renewAfter }: Scenario, { left }: State): boolean =>
  renewAfter === undefined && left['faults'] === bounds.faults;

/** What a command that was done asked of relay lies in the outbox still, or has come about. */
function lostIntents(scenario: Scenario, { world }: State, record: AggregateRecord): string[] {
  const { done } = tinyOf(record.data);
  const entries = Object.values(record.outbox).flat();
  const waiting = entries.flatMap((one): Intent[] =>
    one.entry === 'command' ? [one.command] : one.entry === 'message' ? [one.message] : [],
  );
  const found: string[] = [];
  for (const { label, request } of scenario.commands) {
    if (request.ref.id !== record.id || !done.includes(label)) continue;
    for (const intent of intentsOf(request.input)) {
      if (waiting.some((one) => JSON.stringify(one) === JSON.stringify(intent))) continue;
      if (!cameAbout(world, record, intent)) found.push(`${record.id}: ${intent.intent} of ${label} is lost`);
    }
  }
  return found;
}

const intentsSchema = z.object({ intents: z.optional(z.array(intentSchema)) });
const intentsOf = (input: unknown): Intent[] => intentsSchema.parse(input).intents ?? [];

function cameAbout(world: State['world'], source: AggregateRecord, intent: Intent): boolean {
  if (intent.intent === 'message') {
    const all = Object.values(world.messages).map(({ message }) => message);
    const ofCause = all.filter(({ cause, entries }) =>
      [cause, ...(entries ?? []).map((one) => one.cause)].includes(intent.cause),
    );
    return ofCause.length > 0;
  }
  if (intent.intent !== 'command') return true;
  const receiver = world.aggregates[`${intent.aggregate}/${intent.id}`];
  const heard = receiver && tinyOf(receiver.data).done.includes(String(intent.input['label']));
  const refused = tinyOf(source.data).done.includes(`commandRefused:${intent.name}`);
  return heard === true || refused || Object.keys(world.deadLetters).length > 0;
}

function wrongsOfMessages({ world, mail }: State): string[] {
  const found: string[] = [];
  for (const stored of Object.values(world.messages)) {
    const { messageId, status } = stored.message;
    const open = !hasFate(stored) || (telling(stored.message) && stored.told !== status);
    if (open && stored.attentionAt === undefined) found.push(`${messageId} is open and has no attention`);
  }
  const causes = Object.values(world.messages).map(({ message }) => message.cause);
  if (new Set(causes).size < causes.length) found.push('a cause has two messages');
  for (const [messageId, { count }] of Object.entries(mail.sent)) {
    if (count > 2) found.push(`${messageId} was sent ${count} times`);
  }
  return [...found, ...mail.needless];
}
