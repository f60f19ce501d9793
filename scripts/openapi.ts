import { writeFileSync } from 'node:fs';
import { areas } from '../functions/application/api/commands/index.ts';
import { routes } from '../functions/application/api/routes.ts';
import { type Code, declaring, reachable, readCode, type Said } from './refusals.ts';
import { answerHelp } from './usage.ts';

/*
 * npm run openapi: reads from the code which refusals each operation can give, for the OpenAPI document, and
 * writes them to a file that is loaded with it. A test says when this is to be run again.
 */

const REFUSALS = 'functions/application/api/openapi/refusals.ts';

/** Where each kind of aggregate stands in the domain, and what decides for all its commands. */
const deciders: Readonly<Record<string, { folder: string; file: string; names: readonly string[] }>> = {
  case: { folder: 'case', file: 'functions/domain/case/command.ts', names: ['runCaseCommand'] },
  meeting: {
    folder: 'meeting',
    file: 'functions/domain/meeting/decide.ts',
    names: ['barExcluded', 'createDecider'],
  },
  person: { folder: 'person', file: 'functions/domain/person/decide.ts', names: ['createDecider'] },
  agency: { folder: 'agency', file: 'functions/domain/agency/decide.ts', names: ['createDecider'] },
  report: { folder: 'intake', file: 'functions/domain/intake/decide.ts', names: ['createDecider'] },
  search: { folder: 'search', file: 'functions/domain/search/decide.ts', names: ['createDecider'] },
};

/** Commands with a route of their own, which calls them by name. */
const fromOutside: Readonly<Record<string, string>> = { receiveReport: 'report', askSearch: 'search' };

/** Said under a code that only a table has. */
const needs: readonly Said[] = [
  { code: 'not-endorsed', message: 'endorse confidentiality for this case and cycle first' },
  { code: 'no-agency-basis', message: 'no basis is recorded on which your agency may be told' },
  { code: 'no-case-basis', message: 'neither consent nor another basis is recorded for this case yet' },
  { code: 'withdrawal-undecided', message: 'consent was withdrawn, and what follows is not decided yet' },
  { code: 'changed-meanwhile', message: 'this has changed since you read it; nothing was done' },
  { code: 'input-invalid', message: 'a field is missing, unknown or not as described' },
  { code: 'query-invalid', message: 'a parameter is unknown or not as described' },
];

/** What can be refused, as the file says it: codes with spaces between. */
export function refusalsFound() {
  const code = readCode();
  const access = said(code, 'functions/application/access/authorise.ts', 'authorise');
  const command = [
    ...said(code, 'functions/application/api/commands/run-command.ts', 'runCommand'),
    ...said(code, 'functions/application/api/once.ts', 'onceOnly'),
  ].filter(({ code: one }) => !access.some((other) => other.code === one));
  const first = [
    ...said(code, 'functions/middleware/http.ts', 'createHttp'),
    ...said(code, 'functions/middleware/http.ts', 'failed'),
    ...said(code, 'functions/application/api/serve.ts', 'createServe'),
  ];
  const own = routes.map(({ operationId }) => [operationId, ofOperation(code, operationId)] as const);
  const common = codesOf([...access, ...command]);
  const rows = own.map(([id, one]) => [id, codesOf(one).filter((each) => !common.includes(each))] as const);
  return {
    accessRefusals: codesOf([...access, ...needs.slice(0, 4)]).join(' '),
    commandRefusals: codesOf(command).join(' '),
    refusals: Object.fromEntries(
      rows.flatMap(([id, codes]) => (codes.length === 0 ? [] : [[id, codes.join(' ')]])),
    ),
    problemWords: wordsOf([...needs, ...first, ...access, ...command, ...own.flatMap(([, one]) => one)]),
  };
}

function refusalsText(): string {
  const { accessRefusals, commandRefusals, refusals, problemWords } = refusalsFound();
  return `/* Written by npm run openapi: what the code can refuse, for the OpenAPI document. Codes with spaces between. */

/** Refusals of access, which any operation can give that needs a sign-in. */
export const accessRefusals = ${json(accessRefusals)};

/** Refusals that any command can give. */
export const commandRefusals = ${json(commandRefusals)};

/** Further refusals by operation. */
export const refusals: Readonly<Record<string, string>> = ${json(refusals)};

/** What is said under each code; \`…\` is filled in. */
export const problemWords: Readonly<Record<string, readonly string[]>> = ${json(problemWords)};
`;
}

const said = (code: Code, file: string, name: string): Said[] => reachable(code, [{ file, name }]);
const codesOf = (all: readonly Said[]): string[] => [...new Set(all.map(({ code }) => code))].sort();
const json = (value: unknown): string => JSON.stringify(value, null, 2);

function wordsOf(all: readonly Said[]): Record<string, string[]> {
  return Object.fromEntries(
    codesOf(all).map((code) => {
      const messages = all
        .filter((one) => one.code === code && one.message !== '')
        .map(({ message }) => message);
      return [code, [...new Set(messages)].sort()];
    }),
  );
}

function ofOperation(code: Code, operationId: string): Said[] {
  for (const { aggregate, creations, commands } of areas) {
    const name = operationId.replace(/^completeTaskOf\w+$/, 'completeTask');
    const isOfIt = operationId === name || operationId === `completeTaskOf${titled(aggregate)}`;
    const decider = deciders[aggregate];
    if (!decider || !isOfIt || ![...creations, ...commands].some((one) => one.name === name)) continue;
    if (operationId === 'completeTask' && aggregate !== 'case') continue;
    const own = declaring(code, `functions/domain/${decider.folder}/`, name);
    const roots = [...own, ...decider.names.map((each) => ({ file: decider.file, name: each }))];
    return [
      {
        code: `no-such-${aggregate}`,
        message: `there is no such ${aggregate}, and this command does not make one`,
      },
      ...reachable(code, roots).filter((one) => !one.code.includes('…')),
    ];
  }
  const files = declaring(code, 'functions/application/', operationId).map(({ file }) => file);
  const roots = files.flatMap((file) =>
    [...(code.get(file)?.declared.keys() ?? [])].map((name) => ({ file, name })),
  );
  const decider = deciders[fromOutside[operationId] ?? ''];
  const command = decider ? declaring(code, `functions/domain/${decider.folder}/`, operationId) : [];
  return reachable(code, [...roots, ...command]);
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

if (import.meta.main) {
  answerHelp(
    'Write which refusals each operation of the API can give, as read from the code.\n\n  npm run openapi\n',
  );
  writeFileSync(REFUSALS, refusalsText());
}
