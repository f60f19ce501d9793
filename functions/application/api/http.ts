/** A request as the HTTP stack has read it: limits kept, body parsed, nothing authenticated. */
export interface HttpRequest {
  method: string;
  /** From the API's root, still with its percent signs. */
  path: string;
  /** A parameter that is given more than once is a list. */
  query: Readonly<Record<string, string | readonly string[]>>;
  /** By lower-case name; one value each. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON; undefined when there is none. */
  body: unknown;
}

/** What the HTTP stack writes: JSON unless `contentType` says otherwise and `body` is a text. */
export interface HttpAnswer {
  status: number;
  body?: unknown;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}
