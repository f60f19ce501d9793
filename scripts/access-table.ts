import { readFileSync, writeFileSync } from 'node:fs';
import { commandTable, linkTable, needTable, readTable } from '../functions/domain/access/table.ts';
import { answerHelp } from './usage.ts';

/** Puts the tables of access into docs/access.md, each between its markers. */
answerHelp(`Put the tables of access into docs/access.md, each between its markers.

  npm run access-table
`);

const tables = { reading: readTable, needs: needTable, links: linkTable, commands: commandTable };
let page = readFileSync('docs/access.md', 'utf8');
for (const [name, made] of Object.entries(tables)) {
  const start = `<!-- ${name}: npm run access-table -->`;
  const end = `<!-- /${name} -->`;
  const before = page.slice(0, page.indexOf(start) + start.length);
  page = `${before}\n\n${made()}\n\n${page.slice(page.indexOf(end))}`;
}
writeFileSync('docs/access.md', page);
