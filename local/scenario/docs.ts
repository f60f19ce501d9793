import * as z from 'zod';
import { agencyCommands, agencyCreations } from '../../functions/domain/agency/decide.ts';
import { caseCreations } from '../../functions/domain/case/commands/referral/index.ts';
import { caseCommands } from '../../functions/domain/case/decide.ts';
import { livePhases, openPhases, phases } from '../../functions/domain/case/phases.ts';
import { meetingCommands, meetingCreations } from '../../functions/domain/meeting/commands/index.ts';
import { personCommands, personCreations } from '../../functions/domain/person/decide.ts';
import { scenarioSchema } from './schema.ts';
import { inputLines } from './shape.ts';

interface Documented {
  name: string;
  title: string;
  duty: readonly string[];
  input: z.core.$ZodType;
  by?: 'worker' | 'system' | 'any';
  phases?: readonly string[];
  statuses?: readonly string[];
}

/** The JSON Schema by which an editor checks and completes a scenario. */
export const scenarioSchemaText = (): string =>
  `${JSON.stringify(z.toJSONSchema(scenarioSchema, { io: 'input' }), null, 2)}\n`;

const parts: [string, string, readonly Documented[], readonly Documented[]][] = [
  ['Case', 'case:main', caseCreations, caseCommands],
  ['Meeting', 'meeting:first', meetingCreations, meetingCommands],
  ['Person', 'person:anna', personCreations, personCommands],
  ['Agency', 'agency:police', agencyCreations, agencyCommands],
];

const head = `<!-- Written by npm run scenario-docs; do not edit. -->

# Commands

Everything that a step of a scenario can \`do\`, with the fields of its \`with\`. A field with \`?\` may be left
out. \`worker\` is \`"@worker:police/sergeant"\`, \`id\` and \`time\` are references as in the [README](README.md),
\`date\` is \`"2026-03-02"\`, \`code\` is lower-case words joined by underscores, at most 40 characters and never a name, \`[…, …]\` is a
list. Free text never stands in \`with\`: it goes to \`notes\`, and a command that needs one is refused with its name.

Steps are done by workers. Who of them may do it (the lead, the chair, the agency that owns the action) is up to
the command, which refuses everybody else and says for whom it is.

What only the system does (words between case, meeting, person and agency) is listed by name at the end of each
part.
`;

/** Fields that the application fills in, whatever a step says. */
const filledIn: Readonly<Record<string, string>> = {
  scheduleMeeting: 'Give `caseIds: [id, …]` in place of `cases`, which is filled in from the cases.',
  addCase: 'Give `caseId: id` in place of `case`, which is filled in from the case.',
  nominateLead: '`specialistService` is filled in from the agency’s own record.',
  startInterimLead: '`specialistService` is filled in from the agency’s own record.',
  offerLead: '`specialistService` is filled in from the agency’s own record.',
};

/** Every command of case, meeting, person and agency, as a page of Markdown. */
export function commandsText(): string {
  return `${[head, ...parts.map((part) => partText(...part))].join('\n')}`;
}

function partText(
  title: string,
  on: string,
  creations: readonly Documented[],
  commands: readonly Documented[],
): string {
  const own = commands.filter(({ by }) => by !== 'system').toSorted(byName);
  const others = commands.filter(({ by }) => by === 'system').map(({ name }) => `\`${name}\``);
  return [
    `## ${title} (\`"on": "${on}"\`)\n`,
    ...creations.map((creation) => commandText(creation, `A worker; it makes the ${title.toLowerCase()}.`)),
    ...own.map((command) => commandText(command, `${whoText(command)} ${whenText(command)}`)),
    ...(others.length > 0 ? [`Only the system: ${others.toSorted().join(', ')}.\n`] : []),
  ].join('\n');
}

const byName = (a: Documented, b: Documented): number => (a.name < b.name ? -1 : 1);

function commandText({ name, title, duty, input }: Documented, when: string): string {
  const lines = inputLines(input);
  const body = lines.length === 0 ? 'Needs no `with`.\n' : `\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
  const more = filledIn[name] === undefined ? '' : `${filledIn[name]}\n\n`;
  return `### ${name}\n\n${title}. ${when} Duties: ${duty.join(', ')}.\n\n${more}${body}`;
}

const whoText = ({ by }: Documented): string => (by === 'any' ? 'A worker or the system.' : 'A worker.');

function whenText({ phases: where, statuses }: Documented): string {
  if (statuses) return `When ${statuses.join(' or ')}.`;
  if (!where || where.length === phases.length) return 'At any time.';
  if (same(where, livePhases)) return 'In every phase but closed.';
  if (same(where, openPhases)) return 'In every phase of work.';
  return `In ${where.join(', ')}.`;
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();
