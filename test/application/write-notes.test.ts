import { describe, expect, it } from 'vitest';
import { createMemoryStores, emptyWorld } from '../../functions/adapters/memory/index.ts';
import { noteIdFor, noteLimits, writeNotes } from '../../functions/application/write-notes.ts';

const owner = { type: 'case', id: 'case-1' } as const;
const now = '2026-03-02T01:00:00.000Z';

function createNotes() {
  const data = emptyWorld();
  const scanned: string[] = [];
  const scan = async (_: unknown, texts: Record<string, string>) => {
    scanned.push(...Object.keys(texts));
    return {};
  };
  const { notes } = createMemoryStores(data);
  const write = (texts: Record<string, string>) =>
    writeNotes({ notes, identifying: { scan } }, owner, {}, 'cmd-1', texts, now);
  return { data, notes, scanned, write };
}

describe('the notes of a command', () => {
  it('are written up to the limit of bytes, whatever letters they are in', async () => {
    const { notes, write } = createNotes();
    const full = 'ā'.repeat(noteLimits.bytes / 2);
    expect(await write({ rationale: full })).toMatchObject({ refs: { rationale: { identifying: false } } });
    expect((await notes.load(owner, noteIdFor('cmd-1', 'rationale')))?.text).toBe(full);
  });

  it('are refused by name when one is longer, and nothing is scanned or stored', async () => {
    const { data, scanned, write } = createNotes();
    expect(await write({ summary: 'Short.', rationale: `${'ā'.repeat(noteLimits.bytes / 2)}.` })).toEqual({
      kind: 'refused',
      code: 'note-too-long',
      message: 'a note takes 60000 bytes of UTF-8; this has 60001',
      field: 'rationale',
    });
    expect([data.notes, scanned]).toEqual([{}, []]);
  });

  it('are refused when there are too many', async () => {
    const texts = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`actions.${i}`, 'Short.']));
    expect(await createNotes().write(texts)).toMatchObject({
      code: 'too-many-notes',
      message: 'a command takes 100 notes; this has 101',
    });
  });

  it('are refused when they are too long together', async () => {
    const texts = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`items.${i}`, 'x'.repeat(50_001)]));
    expect(await createNotes().write(texts)).toMatchObject({
      code: 'notes-too-long',
      message: 'the notes of a command take 300000 bytes of UTF-8; these have 300006',
    });
  });

  it.each(['ownView', 'items.0', 'view:per-0123456789abcdefghjk'])('may be called %s', async (field) => {
    expect(await createNotes().write({ [field]: 'Short.' })).toMatchObject({ refs: { [field]: {} } });
  });

  it.each(['Rationale', 'jane citizen', 'view:Jane', 'items.', '', '__proto__', `a${'b'.repeat(40)}`])(
    'are refused when a field is called %j, without repeating it',
    async (field) => {
      const { data, write } = createNotes();
      const refused = await write(Object.fromEntries([[field, 'Short.']]));
      expect(refused).toEqual({
        kind: 'refused',
        code: 'note-field-invalid',
        message: 'a note is named by one word, with a number or id of a list',
        field: 'notes',
      });
      expect(data.notes).toEqual({});
    },
  );
});
