import { tokenText } from '../local/api/token.ts';
import { UsageError } from '../local/options.ts';

/* npm run token: a token for somebody of a played scenario. Exit code 2 for words that mean nothing. */
try {
  process.stdout.write(tokenText(process.argv.slice(2), Date.now()));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
