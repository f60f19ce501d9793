import { DiskFullError } from './disk.ts';
import { UsageError } from './options.ts';
import { SetUpError } from './player/play.ts';
import { ScenarioFileError } from './scenario/load.ts';

/** What the machine says in codes, in words that say what to do. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'expected a folder; this is a file',
  ENOTDIR: 'expected a folder; this is a file',
  EISDIR: 'expected a file; this is a folder',
  ENOENT: 'there is no such folder',
};

/**
 * What to tell somebody whose options, files or machine are the matter, without a stack; nothing for an error
 * of ours.
 */
export function complaintOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const kinds = [UsageError, ScenarioFileError, SetUpError, DiskFullError];
  if (kinds.some((kind) => error instanceof kind)) return error.message;
  if (codeOf(error.cause) === 'LEVEL_LOCKED')
    return 'Another cloud is using this --data folder: stop it first, or give another folder.';
  const reason = reasons[codeOf(error) ?? ''];
  if (reason === undefined || !('path' in error)) return undefined;
  return `${String(error.path)}: ${reason}`;
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
