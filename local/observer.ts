import type { AggregateStore, MessageStore } from '../functions/application/ports.ts';
import type { AggregateRef } from '../functions/application/record.ts';
import type { StoredMessage } from '../functions/application/stored-message.ts';

/** Who watches the cloud at work: the lines on the terminal. Nobody may change anything through it. */
export interface CloudObserver {
  /** A function was invoked and answered. */
  invoked(invocation: { name: string; event: unknown; answer: unknown }): void;
  /** An aggregate was made or changed. */
  aggregate(ref: AggregateRef, data: unknown): void;
  /** A message was made, or its status changed. */
  message(stored: StoredMessage): void;
}

/** Tells of each message that is made and of each change of its status. */
export function observeMessages(messages: MessageStore, observer: CloudObserver): MessageStore {
  const statuses = new Map<string, string>();
  const told = (stored: StoredMessage, done: boolean): boolean => {
    const { messageId, status } = stored.message;
    if (done && statuses.get(messageId) !== status) {
      statuses.set(messageId, status);
      observer.message(stored);
    }
    return done;
  };
  return {
    load: (messageId) => messages.load(messageId),
    create: async (stored) => told(stored, await messages.create(stored)),
    save: async (stored) => told(stored, await messages.save(stored)),
  };
}

/** Tells of each aggregate that is made or changed. */
export function observeAggregates(aggregates: AggregateStore, observer: CloudObserver): AggregateStore {
  return {
    ...aggregates,
    async create(record) {
      const done = await aggregates.create(record);
      if (done) observer.aggregate({ type: record.type, id: record.id }, record.data);
      return done;
    },
    async save(save) {
      const done = await aggregates.save(save);
      if (done) observer.aggregate(save.ref, save.data);
      return done;
    },
  };
}
