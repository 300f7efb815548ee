export { createPeopleSlice, type PeopleSlice } from './people.slice.ts';
