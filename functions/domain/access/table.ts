import { type ReadClass, readClasses } from './asked.ts';
import { commandRights } from './command-rights.ts';
import type { CommandRight } from './commands/right.ts';
import { decideAccess } from './decide.ts';
import { type AccessFacts, noFacts, stages } from './facts.ts';
import { linkRights } from './links.ts';
import { readRights } from './read-rights.ts';
import { relations } from './relations.ts';
import { type Subject, type TokenRole, tokenRoles } from './subject.ts';

const policy = {
  access: {
    mfaRequired: true,
    bulkReadCasesPerHour: 30,
    breakGlassMinutes: 60,
    linkDays: 7,
    linkChallenge: 'content',
  },
} as const;

/** A worker with an account to whom nothing is missing. */
const reader = (role: TokenRole): Subject => ({
  agencyId: 'agy-reader',
  representativeId: 'rep-reader',
  roles: [role],
  via: 'account',
  mfa: true,
});
const complete: AccessFacts = {
  ...noFacts,
  exists: true,
  endorsed: true,
  basis: 'agreement',
  caseBasis: true,
  ownRegion: true,
};

const marks: Readonly<Record<string, string>> = { '': '', 'intake work watch ended': 'yes' };

/** In which stages the decision permits a class, asked of the decision itself. */
function cell(subject: Subject, what: ReadClass, facts: Partial<AccessFacts>): string {
  const permitted = stages.filter(
    (stage) =>
      decideAccess(
        subject,
        { kind: 'read', what },
        { ...complete, ...facts, stage },
        'manage_mitigate',
        policy,
      ).kind === 'permit',
  );
  const text = permitted.join(' ');
  return marks[text] ?? text.replaceAll(' ', ', ');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const code = (text: string): string => `\`${text}\``;

/** A row of the case's own classes; the directory is of no case. */
const ofCase = (subject: Subject, facts: Partial<AccessFacts>): string[] =>
  readClasses.map((what) => (what === 'directory' ? '' : cell(subject, what, facts)));

/** Who may read what, when nothing that is needed is missing. */
export const readTable = (): string =>
  table(
    ['to the case', ...readClasses.map(code)],
    [
      ...relations.map((relation) => [
        code(relation),
        ...ofCase(reader('representative'), { relations: new Set([relation]) }),
      ]),
      ...tokenRoles.map((role) => [
        `role ${code(role)}`,
        ...readClasses.map((what) => cell(reader(role), what, {})),
      ]),
      ['break-glass', ...ofCase(reader('representative'), { breakGlass: true })],
      [
        'excluded, whatever else',
        ...ofCase(reader('coordinator'), {
          relations: new Set(relations),
          breakGlass: true,
          excluded: true,
        }),
      ],
    ],
  );

/** What each class needs beside somebody who may read it. */
export const needTable = (): string =>
  table(
    ['class', 'needs', 'each read is recorded', 'source'],
    readClasses.map((what) => {
      const { needs, recorded, source } = readRights[what];
      return [code(what), needs.join(', ') || 'nothing more', recorded ? 'yes' : 'refusals only', source];
    }),
  );

function who({ relations: by, roles = [], anyWorker, inEmergency, excludedToo }: CommandRight): string {
  const people = [
    ...(anyWorker ? ['any worker'] : []),
    ...by.map(code),
    ...roles.map((role) => `role ${code(role)}`),
    ...(inEmergency ? ['who answers emergencies'] : []),
  ];
  return `${people.join(', ') || 'the system alone'}${excludedToo ? '; also somebody excluded' : ''}`;
}

/** Who may give which command. */
export const commandTable = (): string =>
  table(
    ['command', 'who'],
    Object.entries(commandRights).flatMap(([aggregate, rights]) =>
      Object.entries(rights).map(([name, right]) => [code(`${aggregate}.${name}`), who(right)]),
    ),
  );

/** What a link in a mail is good for. */
export const linkTable = (): string =>
  table(
    ['link for', 'reads', 'commands'],
    Object.entries(linkRights).map(([purpose, { reads, commands }]) => [
      code(purpose),
      reads.map(code).join(', '),
      commands.map(code).join(', '),
    ]),
  );
