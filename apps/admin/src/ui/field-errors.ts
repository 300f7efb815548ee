interface DocumentError {
  readonly message: string;
  readonly path: readonly string[];
}

/**
 * What is wrong with a document, by the field of its form: the API names the place as a JSONPath such as `$.levels[2].points`, which in
 * a form is `levels.2.points`. The place is left out of the words, because they stand at it.
 */
export function fieldErrors(errors: readonly DocumentError[]): Record<string, string> {
  return Object.fromEntries(
    errors.map(({ path, message }) => {
      const place = path.at(-1) ?? '';
      if (path[0] !== 'document' || !place.startsWith('$')) return ['form', message];
      const field = place.replace(/^\$\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1');
      return [field === '' ? 'form' : field, message.replace(/^\$[^:]*: /, '')];
    }),
  );
}
