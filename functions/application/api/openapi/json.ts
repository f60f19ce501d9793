/** A JSON Schema or another object of the document. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object that stands at a key; an empty one if none does. */
export const partOf = (json: Json, key: string): Json => {
  const part = json[key];
  return isJson(part) ? part : {};
};

/** The objects of the list that stands at a key. */
export const listOf = (json: Json, key: string): Json[] => {
  const list = json[key];
  return Array.isArray(list) ? list.filter(isJson) : [];
};
