/** What a script says in place of its work. */
export interface Said {
  /** 0 for help that was asked for, 2 for words that mean nothing. */
  code: 0 | 2;
  text: string;
}

/** What a script says to the words behind it; nothing when it is to do its work. */
export function saidTo(words: readonly string[], help: string, takes: 'words' | 'nothing'): Said | undefined {
  if (words.includes('--help') || words.includes('-h')) return { code: 0, text: help };
  if (takes === 'words' || words.length === 0) return undefined;
  return { code: 2, text: `${words.join(' ')} means nothing here\n\n${help}` };
}

/** Answers `--help` and ends; every script does so in the same way. Words are refused unless it takes some. */
export function answerHelp(help: string, takes: 'words' | 'nothing' = 'nothing'): void {
  const said = saidTo(process.argv.slice(2), help, takes);
  if (said === undefined) return;
  (said.code === 0 ? process.stdout : process.stderr).write(said.text);
  process.exit(said.code);
}
