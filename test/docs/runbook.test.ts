import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarms, runbookAnchor } from '../../lib/alarms.ts';
import { commandCalls, peopleRoles } from '../../lib/ops-roles.ts';
import { codes, commands, meanings } from '../../scripts/ops/run.ts';

const runbook = readFileSync('docs/runbook.md', 'utf8');

/** What stands under a heading of the third level. */
function sectionOf(heading: string): string | undefined {
  const [, after] = runbook.split(`\n### ${heading}\n`);
  return after?.split(/\n##+ /)[0];
}

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

describe('the runbook', () => {
  it.each(alarms.map(runbookAnchor))(
    'says of %s what it means, where to look, what to do, and when it is over',
    (id) => {
      const section = sectionOf(id);
      for (const part of ['**Means**', '**Look**', '**Fix**', '**Fixed when**'])
        expect(section).toContain(part);
    },
  );

  it('has no heading of an alarm that there is not', () => {
    const [, part = ''] = runbook.split('\n## Alarms\n');
    const headings = [...(part.split('\n## ')[0] ?? '').matchAll(/^### (.*)$/gm)].map(
      ([, heading]) => heading,
    );
    expect(new Set(headings)).toEqual(new Set(alarms.map(runbookAnchor)));
  });

  it('has the procedures that operations may need at night', () => {
    for (const heading of [
      'Restore from point in time',
      'Loss of a region',
      'Key rotation',
      'Break-glass',
      'Replaying mail',
      'Moving all cases to a new definition',
      'Disposal of records',
      'Access requests and subpoenas',
      'A notifiable breach',
    ])
      expect(sectionOf(heading), heading).toBeDefined();
  });

  it('names no command that there is not, and every command that there is', () => {
    const known = commands.map(({ name }) => name);
    const named = [...runbook.matchAll(/npm run ops -- ([a-z-]+)/g)].flatMap(([, name = '']) =>
      name.startsWith('--') ? [] : name,
    );
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !runbook.includes(name))).toEqual([]);
  });

  it('has the exit codes of the commands, and the role of each', () => {
    for (const [end, code] of Object.entries(codes))
      expect(runbook).toContain(`| ${code} | ${meanings[end as keyof typeof codes]} |`);
    for (const role of peopleRoles) {
      const title = `${role.charAt(0).toUpperCase()}${role.slice(1)}Role`;
      const row = runbook.split('\n').find((line) => line.startsWith(`| ${title} |`));
      const named = [...(row?.split('|')[2] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
      const own = Object.entries(commandCalls).flatMap(([name, of]) => (of.role === role ? [name] : []));
      expect(new Set(named), role).toEqual(new Set(own));
    }
  });

  it('has no link that leads nowhere', () => {
    const headings = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const links = [...runbook.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) =>
      link.startsWith('#') ? !headings.includes(link.slice(1)) : !existsSync(join('docs', link)),
    );
    expect(broken.filter((link) => !link.startsWith('https:'))).toEqual([]);
  });
});
