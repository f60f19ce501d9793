/** The execution that carries a generation of a case: the same name is the same execution. */
export const caseExecution = (caseId: string, generation: number): string => `${caseId}.g${generation}`;

/** The execution that delivers a message; each run of it has its own. */
export const deliveryExecution = (messageId: string, run: number): string => `${messageId}.a${run}`;
