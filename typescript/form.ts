/**
 * Writes a body as the form that the operations with pictures take: a list repeats its key.
 *
 * An empty string clears a picture or a text; a field that is left out stays as it is.
 */
export function form(body: object = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(body))
    for (const item of [value].flat())
      if (item !== undefined) data.append(name, item instanceof Blob ? item : String(item));
  return data;
}
