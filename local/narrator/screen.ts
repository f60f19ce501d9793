import type { WriteStream } from 'node:tty';
import { type Paint, painter } from './lines.ts';

type Stream = Pick<WriteStream, 'write'> & { isTTY?: boolean };

export interface Screen {
  /** A line for whoever reads. */
  write(line: string): void;
  /** How far it is, on the terminal's last line, in place of what stood there. Only a person at a terminal sees it. */
  progress(text: string): void;
  /** Colours, for a terminal. */
  paint: Paint;
}

const ERASED = '\r\u001b[K';

/** What is said goes to `out`, how far it is to `aside`, so that a file of what was said is the same in each run. */
export function openScreen(out: Stream, aside: Stream): Screen {
  const isSeen = aside.isTTY === true;
  let last = '';
  const erase = (): void => {
    if (last !== '') aside.write(ERASED);
  };
  return {
    write(line) {
      erase();
      out.write(`${line}\n`);
      if (last !== '') aside.write(last);
    },
    progress(text) {
      if (!isSeen) return;
      erase();
      last = text;
      aside.write(text);
    },
    paint: painter(out.isTTY === true),
  };
}
