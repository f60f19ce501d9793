/**
 * Where anybody gets an address: providers that people in Australia and New Zealand use at home. With one of them
 * as the agency's, every stranger's address would pass for a worker's, his too. Not complete, nor can it be: a
 * person still verifies each address (decision 9).
 */
const providers: readonly string[] = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.com.au',
  'hotmail.com',
  'hotmail.com.au',
  'live.com',
  'live.com.au',
  'msn.com',
  'yahoo.com',
  'yahoo.com.au',
  'yahoo.co.nz',
  'ymail.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'gmx.com',
  'mail.com',
  'zoho.com',
  'fastmail.com',
  'bigpond.com',
  'bigpond.net.au',
  'optusnet.com.au',
  'iinet.net.au',
  'tpg.com.au',
  'dodo.com.au',
  'westnet.com.au',
  'internode.on.net',
  'xtra.co.nz',
  'slingshot.co.nz',
  'orcon.net.nz',
  'vodafone.co.nz',
];

/** Suffixes under which names are registered: one of them would take in every agency and every firm below it. */
const suffixes: readonly string[] = [
  ...['com', 'net', 'org', 'edu', 'gov', 'asn', 'id', 'csiro'].map((kind) => `${kind}.au`),
  ...['act', 'nsw', 'nt', 'qld', 'sa', 'tas', 'vic', 'wa'].flatMap((state) => [
    `${state}.au`,
    `${state}.gov.au`,
    `${state}.edu.au`,
  ]),
  ...[
    'co',
    'net',
    'org',
    'govt',
    'ac',
    'school',
    'health',
    'iwi',
    'maori',
    'geek',
    'gen',
    'kiwi',
    'mil',
    'cri',
  ].map((kind) => `${kind}.nz`),
];

/** Whether a mail domain is anybody's: of a public provider, or a bare suffix such as `gov.au`. */
export const isAnybodys = (domain: string): boolean =>
  providers.includes(domain) || suffixes.includes(domain) || !domain.includes('.');
