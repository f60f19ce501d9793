import type { Link } from '../../domain/answers/link.ts';

/** Links in mails, each under the hash of its id, so that the table cannot be read as a list of links. */
export interface LinkStore {
  load(linkId: string): Promise<Link | undefined>;
  /** Unless there is one. */
  create(linkId: string, link: Link): Promise<boolean>;
  /** On condition that the stored version is one less than the given. */
  save(linkId: string, link: Link): Promise<boolean>;
}

/** Keys that sign links, by key id; each is wrapped by a key that never leaves its service. 32 bytes. */
export interface LinkKeys {
  /** Made when it is first asked for. */
  signing(kid: string): Promise<Uint8Array>;
  /** Undefined if nothing was ever signed under this id. */
  find(kid: string): Promise<Uint8Array | undefined>;
}
