import { writeFileSync } from 'node:fs';
import { FOLDER } from './place.ts';

/** A config as somebody might leave it: with an address where a domain belongs. Answers the file. */
export function writeWrongConfig(): string {
  const file = `${FOLDER}/wrong-config.ts`;
  writeFileSync(
    file,
    `import example from '../../config/example-wa.ts';
export default { ...example, email: { ...example.email, senderDomain: 'notices@example.wa.gov.au' } };
`,
  );
  return file;
}
