import type { MemoryWorld } from '../../../functions/adapters/memory/index.ts';
import type { CommandRequest } from '../../../functions/application/execute-command.ts';
import type { AggregateRecord, AggregateRef } from '../../../functions/application/record.ts';
import { hasFate } from '../../../functions/application/stored-message.ts';
import { telling } from '../../../functions/domain/message/lifecycle.ts';
import type { Intent } from '../../../functions/domain/shared/intent.ts';
import type { Bounds, FaultKind, Scenario } from '../model/scenario.ts';
import type { State } from '../model/state.ts';
import { type TinyInput, tinyOf } from '../tiny/aggregate.ts';

export const theCase = { type: 'case', id: 'case-one1' } as const;
export const theMeeting = { type: 'meeting', id: 'mtg-one1' } as const;
export const otherMeeting = { type: 'meeting', id: 'mtg-two2' } as const;

/** So many of each of these kinds. */
export const upTo = (count: number, ...kinds: FaultKind[]): Bounds['of'] =>
  Object.fromEntries(kinds.map((kind) => [kind, count]));

/** Somebody wants this done; the label is what the aggregate remembers of it. */
export function wish(
  ref: CommandRequest['ref'],
  name: string,
  input: TinyInput = {},
  after?: string,
): Scenario['commands'][number] {
  return {
    label: name,
    request: { ref, name, input: { label: name, ...input } },
    ...(after === undefined ? {} : { after }),
  };
}

/** A command to another aggregate. */
export const commanding = (
  to: { type: 'case' | 'meeting'; id: string },
  name: string,
  label: string,
): Intent => ({
  intent: 'command',
  aggregate: to.type,
  id: to.id,
  name,
  input: { label },
});

/** A mail to an agency's mailbox. */
export const mailing = (cause: string): Intent => ({
  intent: 'message',
  kind: 'agenda',
  cause,
  to: [{ agencyId: 'agy-one1', post: 'mailbox' }],
  params: {},
});

/** The item of an aggregate. */
export function itemOf(world: MemoryWorld, { type, id }: AggregateRef): AggregateRecord {
  const item = world.aggregates[`${type}/${id}`];
  if (!item) throw new Error(`there is no ${id}`);
  return item;
}

/** What these labels stand for was done. */
export const hasDone =
  (ref: { type: string; id: string }, ...labels: string[]) =>
  (state: State): string[] => {
    const record = state.world.aggregates[`${ref.type}/${ref.id}`];
    const done = record ? tinyOf(record.data).done : [];
    return labels.filter((label) => !done.includes(label)).map((label) => `${ref.id} has not done ${label}`);
  };

/** Every fate that somebody must hear of was heard, and what SES said is what the message says. */
export function fatesAreTold({ world, mail }: State): string[] {
  const found: string[] = [];
  for (const stored of Object.values(world.messages)) {
    const { messageId, status, from } = stored.message;
    const source = world.aggregates[`${from.aggregate}/${from.id}`];
    const outcome = telling(stored.message)?.outcome;
    const label = `messageOutcome:${outcome}`;
    if (!hasFate(stored)) found.push(`${messageId} has no fate`);
    if (outcome && !(source && tinyOf(source.data).done.includes(label))) found.push(`nobody heard ${label}`);
    const bounced = mail.heard.includes(`${messageId}:bounced`);
    if (bounced && status !== 'bounced') found.push(`${messageId} came back and is ${status}`);
    const delivered = mail.heard.includes(`${messageId}:delivered`);
    // A mail that went twice can be delivered and rejected: somebody hears of the rejection.
    if (delivered && !['delivered', 'bounced', 'rejected'].includes(status)) {
      found.push(`${messageId} was delivered and is ${status}`);
    }
  }
  return found;
}

/** What can never be done, and nothing else, was put aside where operations find it. */
export const isBuried =
  (label: string) =>
  ({ world }: State): string[] => {
    const dead = Object.values(world.deadLetters);
    const buried = dead.filter(({ entry }) => JSON.stringify(entry).includes(`"${label}"`));
    const asked = Object.values(world.worklist).filter(({ code }) => code === 'dead_letter');
    return buried.length === 1 && dead.length === 1 && asked.length === 1
      ? []
      : [
          `${label} is buried ${buried.length} times of ${dead.length}, and asked about ${asked.length} times`,
        ];
  };
