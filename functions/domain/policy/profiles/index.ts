import type { Policy } from '../schema.ts';
import { nz } from './nz.ts';
import { vic } from './vic.ts';
import { wa } from './wa.ts';

/** The shipped profiles; Western Australia is the default. */
export const profiles: Readonly<Record<Policy['profile'], Policy>> = { wa, vic, nz };
