import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../middleware/log.ts';

/** Lines of JSON by code and keys, for CloudWatch. */
export function createLog(): Log {
  const logger = new Logger({ serviceName: 'case-management' });
  return {
    info: (code, keys = {}) => logger.info(code, keys),
    error: (code, keys = {}) => logger.error(code, keys),
  };
}
