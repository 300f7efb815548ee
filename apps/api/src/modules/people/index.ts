export { createPeopleSlice, type PeopleSlice } from './people.slice.ts';
export { Membership, oneself, Person, ProgrammeRoleEnum, ViewerObject } from './people.types.ts';
