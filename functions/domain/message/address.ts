import { hashText } from '../shared/ids.ts';

/**
 * One form per mailbox, so that a look-alike spelling is the same address: case, the part after `+`, and the
 * dots that Gmail ignores.
 */
export function normaliseAddress(address: string): string {
  const text = address.normalize('NFKC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 1) return text;
  const domain = text.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  const local = text.slice(0, at).replace(/\+.*$/, '');
  return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}

/** Hash of the normalised address: what is kept and compared, so that nobody needs the address itself. */
export const hashAddress = (address: string): string => hashText(`address:${normaliseAddress(address)}`);

/** Whether an address is in one of the agency's mail domains, or below one. */
export function isInDomains(address: string, domains: readonly string[]): boolean {
  const text = address.normalize('NFKC').trim().toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 1) return false;
  const domain = text.slice(at + 1);
  return domains.some((d) => domain === d.toLowerCase() || domain.endsWith(`.${d.toLowerCase()}`));
}
