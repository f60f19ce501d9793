/** Terminals are often no wider. */
export const COLUMNS = 80;

/**
 * Prose in lines of a terminal.
 * @param margin before each line
 * @param first before the first line instead
 */
export function wrapped(prose: string, margin: string, first = margin): string {
  const lines: string[] = [];
  for (const word of prose.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${last === undefined ? first : margin}${word}`);
  }
  return lines.join('\n');
}

/** Help in lines of a terminal: plain lines run on as prose, indented ones and what hangs below them stand by themselves. */
export function reflowed(text: string): string {
  const parts: { term: string; prose: string }[] = [];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const hangs = last !== undefined && indent === last.term.length;
    if (hangs) last.prose = `${last.prose} ${line.trim()}`;
    else {
      // An option or a number, and the column in which what it means begins.
      const term = /^ +(?:--.*? {2,}|\d\. |\S+ {2,})?/.exec(line)?.[0] ?? '';
      parts.push({ term, prose: line.slice(term.length) });
    }
  }
  return parts.map(({ term, prose }) => wrapped(prose, ' '.repeat(term.length), term)).join('\n');
}
