import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../middleware/log.ts';
import { redact } from './redact.ts';

/** Lines of JSON by code and keys, for CloudWatch, with nothing in them that must not stand in a log. */
export function createLog(
  logger: Pick<Logger, 'info' | 'error'> = new Logger({ serviceName: 'case-management' }),
): Log {
  return {
    info: (code, keys = {}) => logger.info(code, redact(keys)),
    error: (code, keys = {}) => logger.error(code, redact(keys)),
  };
}
