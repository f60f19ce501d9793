import { describe, expect, it } from 'vitest';
import { createMemoryStores, emptyWorld } from '../../functions/adapters/memory/index.ts';
import { createIdentifyingScan } from '../../functions/application/identifying-scan.ts';
import { personRecord } from './support/people.ts';

const victim = 'per-victim';
const about = { data: { members: [{ personId: victim }] }, input: {} };

function scan() {
  const data = emptyWorld();
  data.aggregates[`person/${victim}`] = personRecord(victim, 'Quillan Testperson');
  return createIdentifyingScan(createMemoryStores(data));
}

describe('what identifies somebody in a text', () => {
  it('is the name of anybody whom the record or the command refers to', async () => {
    const found = await scan().scan(about, { summary: 'Rang Quillan.', other: 'Change the locks.' });
    expect(found).toEqual({ summary: [{ kind: 'name', start: 5, end: 12 }], other: [] });
  });

  it('S3-62 is also an address, number or mail address of nobody in the case, such as a refuge', async () => {
    const texts = {
      place: 'She is at 7 Hidden Lane now.',
      ring: 'Ring 08 5550 9999',
      mail: 'to x@refuge.example',
    };
    const found = await scan().scan(about, texts);
    expect(Object.values(found).map((list) => list.map(({ kind }) => kind))).toEqual([
      ['address'],
      ['phone'],
      ['email'],
    ]);
  });

  it('is the whole text when somebody of the case has no record, for nobody can say that it names nobody', async () => {
    const input = { personId: 'per-nobody' };
    const found = await scan().scan({ ...about, input }, { summary: 'Change the locks.' });
    expect(found).toEqual({ summary: [{ kind: 'unchecked', start: 0, end: 17 }] });
  });
});
