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
    const texts = Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`field${i}`, 'Short.']));
    expect(await createNotes().write(texts)).toMatchObject({
      code: 'too-many-notes',
      message: 'a command takes 12 notes; this has 13',
    });
  });

  it.each(['Rationale', 'jane citizen', '', '__proto__', `a${'b'.repeat(40)}`])(
    'are refused when a field is called %j, without repeating it',
    async (field) => {
      const { data, write } = createNotes();
      const refused = await write(Object.fromEntries([[field, 'Short.']]));
      expect(refused).toEqual({
        kind: 'refused',
        code: 'note-field-invalid',
        message: 'the name of a note is one word such as rationale',
        field: 'notes',
      });
      expect(data.notes).toEqual({});
    },
  );
});
