import type {
  AuditStore,
  DeadLetterStore,
  MessageStore,
  NoteStore,
  WorklistStore,
} from '../../application/ports.ts';
import type { AggregateRef } from '../../application/record.ts';
import { copy } from './copy.ts';
import { type MemoryWorld, refKey } from './world.ts';

export function createMemoryMessages(world: MemoryWorld): MessageStore {
  return {
    async load(messageId) {
      return copy(world.messages[messageId]);
    },
    async create(stored) {
      if (world.messages[stored.message.messageId]) return false;
      world.messages[stored.message.messageId] = copy(stored);
      return true;
    },
    async save(stored) {
      if (world.messages[stored.message.messageId]?.version !== stored.version - 1) return false;
      world.messages[stored.message.messageId] = copy(stored);
      return true;
    },
  };
}

export function createMemoryNotes(world: MemoryWorld): NoteStore {
  const key = (owner: AggregateRef, noteId: string) => `${refKey(owner)}/${noteId}`;
  return {
    async create(note, orphanAt) {
      const id = key(note.owner, note.noteId);
      if (world.notes[id]) return false;
      world.notes[id] = { note: copy(note), orphanAt };
      return true;
    },
    async load(owner, noteId) {
      return copy(world.notes[key(owner, noteId)]?.note);
    },
    async keep(owner, noteId) {
      delete world.notes[key(owner, noteId)]?.orphanAt;
    },
    async removeOrphan(owner, noteId) {
      const id = key(owner, noteId);
      if (world.notes[id]?.orphanAt !== undefined) delete world.notes[id];
    },
  };
}

export function createMemoryAudit(world: MemoryWorld): AuditStore {
  return {
    async put(ref, entry) {
      const key = refKey(ref);
      const chain = world.audit[key] ?? [];
      world.audit[key] = chain;
      const there = chain.find(({ seq }) => seq === entry.seq);
      if (there) return there.hash === entry.hash ? 'same' : 'different';
      chain.push(copy(entry));
      chain.sort((a, b) => a.seq - b.seq);
      return 'stored';
    },
    async page(ref, after) {
      const chain = world.audit[refKey(ref)] ?? [];
      return copy(chain.filter(({ seq }) => seq > after).slice(0, 200));
    },
    async head(ref) {
      const last = world.audit[refKey(ref)]?.at(-1);
      return last && { seq: last.seq, hash: last.hash };
    },
  };
}

export function createMemoryWorklist(world: MemoryWorld): WorklistStore {
  return {
    async put(row) {
      const there = world.worklist[row.taskId];
      if (there === undefined || there.order <= row.order) world.worklist[row.taskId] = copy(row);
    },
    async list(agencyId) {
      const rows = Object.values(world.worklist);
      return copy(rows.filter((row) => row.for.agencyId === agencyId && row.status === 'open'));
    },
  };
}

export function createMemoryDeadLetters(world: MemoryWorld): DeadLetterStore {
  const key = (ref: AggregateRef, entryId: string) => `${refKey(ref)}/${entryId}`;
  return {
    async put(letter) {
      world.deadLetters[key(letter.ref, letter.entryId)] ??= copy(letter);
    },
    async list(ref) {
      return copy(Object.values(world.deadLetters).filter((letter) => refKey(letter.ref) === refKey(ref)));
    },
    async remove(ref, entryId) {
      delete world.deadLetters[key(ref, entryId)];
    },
  };
}
