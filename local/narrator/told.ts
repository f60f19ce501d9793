/** One thing that happened, in pieces, so that a teller can join those that differ in `name` alone. */
export interface Told {
  /** Local date and time, such as `Thu 2026-03-05 10:56`. */
  when: string;
  /** `default/main`: scenario and case or meeting, as the file calls them. */
  about: string;
  /** `>` a worker's command, `=` a phase, `*` time alone, `@` a message, `!` something broken, or a scenario's words. */
  mark: '>' | '=' | '*' | '@' | '!' | ' ';
  /** The whole text, where nothing is joined. */
  before: string;
  /** Shorter, in place of `before`, for who does not want to see everything. */
  brief?: string;
  /** An agency or a code; several of them may share a line. */
  name?: string;
  after?: string;
  /** Only for who wants to see everything. */
  isDetail: boolean;
}

/** Tells a reader what happens, as it happens. */
export interface Teller {
  tell(told: Told): void;
  /** How far the play is; only the newest matters. */
  progress(text: string): void;
  /** Nothing more happens: what is held back is told now. */
  end(): void;
}

/** For runs that nobody reads. */
export const nobody: Teller = { tell: () => undefined, progress: () => undefined, end: () => undefined };
