import { currentGlobal } from './current-globals.mjs';

/** Stands for "@jest/globals": helpers that several test files import are loaded once, the functions behind these change with the file. */
export const afterAll = currentGlobal('afterAll');
export const afterEach = currentGlobal('afterEach');
export const beforeAll = currentGlobal('beforeAll');
export const beforeEach = currentGlobal('beforeEach');
export const describe = currentGlobal('describe');
export const expect = currentGlobal('expect');
export const jest = currentGlobal('jest');
export const test = currentGlobal('test');
