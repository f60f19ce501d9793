import { describe, expect, it } from 'vitest';
import { head, painter, wrapped } from '../../../local/narrator/lines.ts';
import { everyLine, story } from '../../../local/narrator/tellers.ts';
import type { Teller, Told } from '../../../local/narrator/told.ts';

const told = (more: Partial<Told>): Told => ({
  when: 'Thu 2026-03-05 10:56',
  about: 'default',
  mark: '>',
  before: 'reply to invitation by ',
  isDetail: false,
  ...more,
});

/** What a teller writes of these, once there is nothing more. */
function linesOf(make: typeof story, width: number, ...all: Told[]): string[] {
  const lines: string[] = [];
  const page = {
    write: (line: string) => lines.push(line),
    progress: () => undefined,
    paint: painter(false),
    width,
  };
  const teller: Teller = make(page);
  for (const one of all) teller.tell(one);
  teller.end();
  return lines;
}

const replies = [
  told({ name: 'police' }),
  told({ name: 'police', before: 'endorse by ' }),
  told({ name: 'housing', when: 'Thu 2026-03-05 11:30' }),
];

describe('the story', () => {
  it('joins what several do on one day, in the order in which each kind began', () => {
    expect(linesOf(story, 0, ...replies)).toEqual([
      'Thu 2026-03-05 10:56  > reply to invitation by police, housing',
      'Thu 2026-03-05 10:56  > endorse by police',
    ]);
  });

  it.each<[string, Partial<Told>]>([
    ['days', { when: 'Fri 2026-03-06 10:00' }],
    ['what happens between', { name: 'escalation.lead', before: '', mark: '*' }],
  ])('joins nothing over %s', (_, between) => {
    const [one, other] = [told({ name: 'fss' }), told({ name: 'police', ...between })];
    expect(linesOf(story, 0, one, other, one)).toHaveLength(3);
  });

  it.each<[string, Partial<Told>]>([
    ['another case', { about: 'urgent' }],
    ['one who is refused', { after: ' refused: too-late' }],
  ])('does not join what is said of %s', (_, more) => {
    const [one, other] = [told({ name: 'fss' }), told({ name: 'fss', ...more })];
    expect(linesOf(story, 0, one, other, one)).toHaveLength(2);
  });

  it('joins messages and what time does within a minute only', () => {
    const copy = (name: string, when: string) =>
      told({ mark: '@', before: 'plan copy to ', name, after: ': delivered', when });
    expect(
      linesOf(
        story,
        0,
        copy('Police', 'Thu 2026-03-05 10:58'),
        copy('Police', 'Thu 2026-03-05 10:58'),
        copy('Housing', 'Thu 2026-03-05 10:59'),
      ),
    ).toEqual([
      'Thu 2026-03-05 10:58  @ plan copy to Police (2): delivered',
      'Thu 2026-03-05 10:59  @ plan copy to Housing: delivered',
    ]);
  });

  it('leaves out details and says briefly what has a brief form', () => {
    const wait = told({ mark: '=', before: 'Meeting: waits for A, B until C', brief: 'Meeting: B until C' });
    expect(linesOf(story, 0, told({ name: 'police', isDetail: true }), wait)).toEqual([
      'Thu 2026-03-05 10:56  = Meeting: B until C',
    ]);
  });
});

it('tells everything with --verbose, a line each, with what it is about', () => {
  expect(linesOf(everyLine, 9, ...replies, told({ before: 'a detail', isDetail: true }))).toEqual([
    'Thu 2026-03-05 10:56  default    > reply to invitation by police',
    'Thu 2026-03-05 10:56  default    > endorse by police',
    'Thu 2026-03-05 11:30  default    > reply to invitation by housing',
    'Thu 2026-03-05 10:56  default    > a detail',
  ]);
});

it('breaks a long line between words under its own text, colours or not', () => {
  const text = 'one two three four';
  for (const isOn of [false, true]) {
    const paint = painter(isOn);
    const lines = wrapped(head(told({}), 0, paint), paint('green', text), 34);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.startsWith(`${' '.repeat(24)}t`)).toBe(true);
  }
});
