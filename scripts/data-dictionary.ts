import { writeFileSync } from 'node:fs';
import { dataDictionary } from './dictionary/page.ts';
import { answerHelp } from './usage.ts';

answerHelp('Write docs/data-dictionary.md from the schemas.\n\n  npm run data-dictionary\n');

writeFileSync('docs/data-dictionary.md', await dataDictionary());
