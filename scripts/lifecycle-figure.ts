import { readFileSync, writeFileSync } from 'node:fs';
import { lifecycleFigure } from '../functions/domain/case/figure.ts';
import { answerHelp } from './usage.ts';

/** Puts the figure of the legal moves into the README, between its markers. */
answerHelp(`Put the figure of the legal moves into the README, between its markers.

  npm run figure
`);

const start = '<!-- lifecycle: npm run figure -->';
const end = '<!-- /lifecycle -->';
const readme = readFileSync('README.md', 'utf8');
const before = readme.slice(0, readme.indexOf(start) + start.length);
const after = readme.slice(readme.indexOf(end));
writeFileSync('README.md', `${before}\n\`\`\`mermaid\n${lifecycleFigure()}\n\`\`\`\n${after}`);
