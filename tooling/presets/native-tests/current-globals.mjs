const slot = Symbol.for('fanfare.test-globals');

/** Sets what `@jest/globals` gives from now on, whichever module imported it before. */
export function setCurrentGlobals(globals) {
  globalThis[slot] = globals;
}

/** A function that is always the one of the test file that runs now, with its properties (`test.each`, `describe.skip`). */
export function currentGlobal(name) {
  return new Proxy(function global() {}, {
    apply: (_target, _self, parameters) => globalThis[slot][name](...parameters),
    get: (_target, property) => globalThis[slot][name][property],
  });
}
