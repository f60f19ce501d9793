import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * An append-only list of entries that survives the death of the process at any instant.
 * Entries must be plain JSON; what `replay` gives back is what was appended, in order.
 */
export interface Journal<Entry> {
  /** The entries that were there when the journal was opened. */
  replay(): readonly Entry[];
  /** Returns once the entry is with the operating system: a killed process cannot lose it afterwards. */
  append(entry: Entry): void;
  /** Flush to the disk and release the file. Nothing may be appended after it. */
  close(): void;
}

/**
 * Open a journal of JSON lines, making the file and its folder if need be; without a file it lives in memory.
 * A last line without its line feed was torn by a crash and is cut off. A damaged line before it
 * is an error that names the line: skipping it would lose something silently.
 */
export function openJournal<Entry>(file: string | undefined): Journal<Entry> {
  if (file === undefined) return { replay: () => [], append: () => undefined, close: () => undefined };
  mkdirSync(dirname(file), { recursive: true });
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  const entries = parseLines<Entry>(whole.toString('utf8'), file);
  const handle = openSync(file, 'a');
  if (whole.length < bytes.length) ftruncateSync(handle, whole.length);
  return {
    replay: () => entries,
    append: (entry) => writeWhole(handle, Buffer.from(`${JSON.stringify(entry)}\n`)),
    close: () => {
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}

function parseLines<Entry>(text: string, file: string): Entry[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return JSON.parse(line);
      } catch (cause) {
        throw new Error(`${file}:${index + 1}: this line of the journal is damaged`, { cause });
      }
    });
}

/** One call may write less than it was given (a full disk, a signal). */
function writeWhole(handle: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(handle, bytes, written);
}
