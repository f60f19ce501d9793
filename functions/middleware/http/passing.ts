/** Named errors that another try may do without: somebody else wrote first, a service was busy. */
const names: readonly string[] = [
  'ConflictError',
  'IssuerUnavailableError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
];

/** Whether an error passes by itself. Any other is for operations: nobody's next try mends it. */
export const isPassing = (error: string): boolean => names.includes(error);
