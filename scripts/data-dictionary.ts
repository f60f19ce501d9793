/** Writes docs/data-dictionary.md from the schemas: `npm run data-dictionary`. */
import { writeFileSync } from 'node:fs';
import { dataDictionary } from './dictionary/page.ts';

writeFileSync('docs/data-dictionary.md', await dataDictionary());
