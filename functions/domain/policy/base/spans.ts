import type { Span } from '../schema.ts';

type At = { at?: string };

/** Short forms for the tables of clocks and ladders. */
export const wd = (amount: number, more: At = {}): Span => ({ amount, unit: 'working_days', ...more });
export const days = (amount: number, more: At = {}): Span => ({ amount, unit: 'calendar_days', ...more });
export const months = (amount: number): Span => ({ amount, unit: 'months' });
export const hours = (amount: number): Span => ({ amount, unit: 'hours' });
