/** Node's own Brotli, in place of the package `brotli` (scripts/bundle.ts). */
export { brotliDecompressSync as default } from 'node:zlib';
