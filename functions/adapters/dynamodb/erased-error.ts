/** A sealed text whose owner has no key any more: erased by destroying the key. */
export class ErasedError extends Error {
  override readonly name = 'ErasedError';
}
