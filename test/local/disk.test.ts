import { expect, it } from 'vitest';
import { complaintOf } from '../../local/complaint.ts';
import { diskFullOf } from '../../local/disk.ts';

const written = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
const level = new Error('IO error: /data/tables/000003.log: No space left on device');

it.each([
  ['a journal that cannot be written', written],
  ['a table that cannot be written', level],
  ['what a table that cannot be opened is caused by', new Error('failed to open', { cause: level })],
  ['a quota', new Error('EDQUOT: disk quota exceeded, write')],
])('%s is told in a line that says what and where, without a stack', (_, error) => {
  const found = diskFullOf(error, '/data');
  expect(complaintOf(found)).toMatch(/^\/data: the disk is full, .*--data it goes on from there\.$/);
  expect(found?.cause).toBe(error);
});

it.each([[new Error('The local cloud failed')], ['no space left on device'], [undefined]])(
  'anything else is not: %s',
  (error) => expect(diskFullOf(error, '/data')).toBeUndefined(),
);
