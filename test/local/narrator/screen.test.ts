import { expect, it } from 'vitest';
import { openScreen } from '../../../local/narrator/screen.ts';

/** A stream that keeps what is written to it. */
function stream(isTTY: boolean): { isTTY: boolean; text: string; write(text: string): boolean } {
  return {
    isTTY,
    text: '',
    write(text) {
      this.text += text;
      return true;
    },
  };
}

it('shows a person at a terminal how far it is, below what is told, and takes it away at the end', () => {
  const terminal = stream(true);
  const screen = openScreen(terminal, terminal);
  screen.progress('step 1 of 9');
  screen.write('refer by police');
  screen.progress('step 2 of 9');
  screen.progress('');
  expect(terminal.text.replaceAll('\r\u001b[K', '<erased>')).toBe(
    'step 1 of 9<erased>refer by police\nstep 1 of 9<erased>step 2 of 9<erased>',
  );
});

it('writes nothing but what is told into a file', () => {
  const [out, aside] = [stream(false), stream(false)];
  const screen = openScreen(out, aside);
  screen.progress('step 1 of 9');
  screen.write('refer by police');
  expect([out.text, aside.text]).toEqual(['refer by police\n', '']);
});
