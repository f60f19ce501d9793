/** Errors by name: state machines catch and retry them, so a name is part of the protocol. */

/** Somebody else wrote first, eight times; the caller may try again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** The case changed between the look and the wait: look again. */
export class StaleVersionError extends Error {
  override readonly name = 'StaleVersionError';
}

/** A case with nothing to wait for that did not change either: a defect, and the case is set apart. */
export class StuckCaseError extends Error {
  override readonly name = 'StuckCaseError';
}

/** There is no such item. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** `advance` must never refuse: a defect. */
export class AdvanceRefusedError extends Error {
  override readonly name = 'AdvanceRefusedError';
}

/** A policy version that this deployment does not have. */
export class UnknownPolicyError extends Error {
  override readonly name = 'UnknownPolicyError';
}

/** An item that a later release wrote: this one must not guess what it means. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/** Another audit item stands where this one belongs: the chain has forked. */
export class AuditForkError extends Error {
  override readonly name = 'AuditForkError';
}

/** SES asked for a slower pace; nothing was sent. */
export class MailThrottledError extends Error {
  override readonly name = 'MailThrottledError';
}

/** SES does not answer or says that it cannot; nothing was sent. */
export class MailUnavailableError extends Error {
  override readonly name = 'MailUnavailableError';
}

/** The call of SES broke off: the mail may have gone or not. */
export class UnknownSendOutcomeError extends Error {
  override readonly name = 'UnknownSendOutcomeError';
}

/** Relay could not do an entry; what follows it waits. */
export class RelayStoppedError extends Error {
  override readonly name = 'RelayStoppedError';
}
