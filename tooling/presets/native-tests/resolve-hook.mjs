const globals = new URL('./globals.mjs', import.meta.url).href;
const testFile = /\.test\.ts$/;

/** Node's hook for `import`: workspace packages by their sources, Jest's globals by their stand-in. */
export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  const found = await next(specifier, { ...context, conditions: [...context.conditions, 'fanfare-source'] });
  return testFile.test(found.url) && testFile.test(context.parentURL ?? '') ? ownCopy(found, context.parentURL) : found;
}

/** Tests that another test file runs in a setting of its own are declared anew there, also where they ran before. */
function ownCopy(found, parent) {
  return { ...found, url: `${found.url}?for=${encodeURIComponent(parent)}` };
}
