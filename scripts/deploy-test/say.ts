const started = Date.now();

/** A line for whoever watches, with the seconds since the start. */
export function say(text: string): void {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${String(seconds).padStart(4)} s  ${text}`);
}

/** What should be so is not. */
class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
}

/** Throws ExpectationError. */
export function expectThat(what: string, isSo: boolean): void {
  if (!isSo) throw new ExpectationError(`expected that ${what}`);
  say(what);
}
