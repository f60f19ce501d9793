/**
 * The clock of the local cloud. All work that is not the direct answer to a request runs as a job on it,
 * one at a time and in the order (time, sequence), so that the same seed gives the same run.
 */
export interface LocalClock {
  /** Milliseconds since 1970 in this cloud's time. */
  now(): number;
  /** Run `job` once when the clock reaches `time` (ms); a time that has passed means as soon as possible. */
  at(time: number, job: Job): Cancel;
}

export type Job = () => Promise<void> | void;
export type Cancel = () => void;
