import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/application/ports.ts';
import { shardOf } from '../../../functions/application/record.ts';
import { deriveId } from '../../../functions/domain/shared/ids.ts';
import { auditEntry, freshRef, newStored, row, T0, T1 } from './fixtures.ts';

type Stores = Pick<Ports, 'messages' | 'notes' | 'audit' | 'worklist' | 'deadLetters' | 'attention'>;

/** What every store of messages, notes, audit entries, worklists and dead letters keeps to. */
export function recordContract(stores: () => Stores): void {
  describe('messages', () => {
    it('are created once and saved only over the version before', async () => {
      const { messages } = stores();
      const stored = newStored('cause-1');
      const { messageId } = stored.message;
      expect(await messages.create(stored)).toBe(true);
      expect(await messages.create({ ...stored, run: 7 })).toBe(false);
      expect(await messages.load(messageId)).toEqual(stored);
      expect(await messages.save({ ...stored, version: 3 })).toBe(false);
      const { attentionAt: _, ...next } = { ...stored, version: 2, token: 'a' };
      expect(await messages.save(next)).toBe(true);
      expect(await messages.save(next)).toBe(false);
      expect(await messages.load(messageId)).toEqual(next);
      expect(await messages.load('msg-none0')).toBeUndefined();
    });

    it('are found by attention until they have none', async () => {
      const { messages, attention } = stores();
      const stored = { ...newStored('cause-2'), attentionAt: T0 };
      const { messageId } = stored.message;
      await messages.create(stored);
      const found = async () => {
        const { found: hits } = await attention.page(shardOf(messageId), T1);
        return hits.some((hit) => hit.kind === 'message' && hit.messageId === messageId);
      };
      expect(await found()).toBe(true);
      const { attentionAt: _, ...quiet } = { ...stored, version: 2 };
      await messages.save(quiet);
      expect(await found()).toBe(false);
    });
  });

  describe('notes', () => {
    const text = 'She says: “not on Mondays”. Tēnā koe.';

    it('are written once, kept or removed as orphans', async () => {
      const { notes, attention } = stores();
      const owner = freshRef();
      const note = { owner, noteId: deriveId('note', owner.id), field: 'view', text, createdAt: T0 };
      expect(await notes.create(note, T0)).toBe(true);
      expect(await notes.create({ ...note, text: 'other' }, T1)).toBe(false);
      expect(await notes.load(owner, note.noteId)).toEqual(note);
      const isOrphan = async () => {
        const { found } = await attention.page(shardOf(note.noteId), T1);
        return found.some(
          (hit) => hit.kind === 'note' && hit.noteId === note.noteId && hit.owner.id === owner.id,
        );
      };
      expect(await isOrphan()).toBe(true);
      await notes.keep(owner, note.noteId);
      expect(await isOrphan()).toBe(false);
      await notes.removeOrphan(owner, note.noteId);
      expect(await notes.load(owner, note.noteId)).toEqual(note);
    });

    it('go when nobody kept them', async () => {
      const { notes } = stores();
      const owner = freshRef();
      const note = { owner, noteId: deriveId('note', owner.id), field: 'view', text, createdAt: T0 };
      await notes.create(note, T1);
      await notes.removeOrphan(owner, note.noteId);
      expect(await notes.load(owner, note.noteId)).toBeUndefined();
      await notes.keep(owner, note.noteId);
      expect(await notes.load(owner, note.noteId)).toBeUndefined();
    });
  });

  describe('audit entries', () => {
    it('are stored once each, and a fork is told apart from a repeat', async () => {
      const { audit } = stores();
      const ref = freshRef();
      expect(await audit.put(ref, auditEntry(1))).toBe('stored');
      expect(await audit.put(ref, auditEntry(1))).toBe('same');
      expect(await audit.put(ref, auditEntry(1, { hash: 'other' }))).toBe('different');
    });

    it('come back in order of their numbers, page by page', async () => {
      const { audit } = stores();
      const ref = freshRef();
      for (const seq of [2, 10, 1, 3, 4, 5, 6, 7, 8, 9]) await audit.put(ref, auditEntry(seq));
      expect((await audit.page(ref, 0)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect((await audit.page(ref, 8)).map(({ seq }) => seq)).toEqual([9, 10]);
      expect(await audit.page(ref, 10)).toEqual([]);
    });
  });

  describe('worklists', () => {
    const order = (n: number) => `${String(n).padStart(10, '0')}#00000`;
    const listed = async (agencyId: string, taskId: string) =>
      (await stores().worklist.list(agencyId)).find((one) => one.taskId === taskId);

    it('show an open row, and no closed one', async () => {
      await stores().worklist.put(row('tsk-one1', { dueAt: T1 }));
      expect(await listed('agy-north', 'tsk-one1')).toEqual(row('tsk-one1', { dueAt: T1 }));
      await stores().worklist.put(row('tsk-one1', { status: 'done', order: order(2) }));
      expect(await listed('agy-north', 'tsk-one1')).toBeUndefined();
    });

    it('move a row that is handed on, and never go back to an older one', async () => {
      const { worklist } = stores();
      await worklist.put(row('tsk-two2'));
      await worklist.put(row('tsk-two2', { for: { agencyId: 'agy-south' }, order: order(2) }));
      expect(await listed('agy-north', 'tsk-two2')).toBeUndefined();
      expect(await listed('agy-south', 'tsk-two2')).toMatchObject({ order: order(2) });
      await worklist.put(row('tsk-two2'));
      expect(await listed('agy-north', 'tsk-two2')).toBeUndefined();
      expect(await listed('agy-south', 'tsk-two2')).toMatchObject({ order: order(2) });
      await worklist.put(row('tsk-two2', { status: 'cancelled', order: order(3) }));
      expect(await listed('agy-south', 'tsk-two2')).toBeUndefined();
      await worklist.put(row('tsk-two2', { for: { agencyId: 'agy-south' }, order: order(2) }));
      expect(await listed('agy-south', 'tsk-two2')).toBeUndefined();
    });
  });

  describe('dead letters', () => {
    it('are kept once with their entry', async () => {
      const { deadLetters } = stores();
      const ref = freshRef();
      const letter = {
        ref,
        entryId: 'ent-one1',
        version: 3,
        entry: auditEntry(1),
        at: T0,
        reason: 'failed ten times',
      };
      await deadLetters.put(letter);
      await deadLetters.put({ ...letter, reason: 'again' });
      expect(await deadLetters.list(ref)).toEqual([letter]);
      expect(await deadLetters.list(freshRef())).toEqual([]);
      await deadLetters.remove(ref, 'ent-none0');
      await deadLetters.remove(ref, letter.entryId);
      expect(await deadLetters.list(ref)).toEqual([]);
    });
  });
}
