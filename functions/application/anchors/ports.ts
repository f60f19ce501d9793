import type { Anchor } from './anchor.ts';

/** How far anchoring has come. */
export interface AnchorCursor {
  /** The last hour that is anchored. */
  hour: string;
  /** Root of the last anchor. */
  root: string;
}

/** Which chains have moved, and how far they are anchored. The stores of both logs note each move themselves. */
export interface ChainMoves {
  /** Names of the chains that got entries in this hour, such as `2026-03-02T01`; some may have got none in the end. */
  moved(hour: string): Promise<string[]>;
  cursor(): Promise<AnchorCursor | undefined>;
  /** On condition that the cursor is where it was. */
  advance(from: AnchorCursor | undefined, to: AnchorCursor): Promise<boolean>;
}

/** Where anchors are put: somewhere that nobody can change or remove them. */
export interface AnchorWriter {
  /** The same one again does nothing. */
  put(anchor: Anchor): Promise<void>;
}

/** Who may read anchors is not who writes them. */
export interface AnchorReader {
  /** All anchors whose last hour is this one or later, by their last hour. Unparsed: they may have been forged. */
  list(since: string): Promise<unknown[]>;
}
export type Anchors = AnchorWriter & AnchorReader;
