/** Characters by which a spreadsheet takes a cell for a formula, and the mark that takes that away from it. */
const isRisky = (text: string): boolean => /^[=+\-@\t\r\n']/.test(text);

/** A cell of RFC 4180. What a spreadsheet would run gets an apostrophe in front, which `parseCsv` takes off. */
function cell(text: string): string {
  const safe = isRisky(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV with CRLF line ends (RFC 4180), safe to open in a spreadsheet. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** The rows of a text that `toCsv` made, with either line end; undefined for what is no CSV. */
export function parseCsv(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  for (let found = cells.exec(text); found; found = cells.exec(text)) {
    const [, quoted, plain = '', end] = found;
    const isEndOfText = end === '' && row.length === 0 && quoted === undefined && plain === '';
    if (isEndOfText) return rows;
    row.push((quoted?.replaceAll('""', '"') ?? plain).replace(/^'(?=[=+\-@\t\r\n'])/, ''));
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') return rows;
  }
  return undefined;
}
