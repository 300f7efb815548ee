import { apiScopes, type Language, type ProgrammeRole } from '@fanfare/contracts';
import { Field, ID, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Programme } from '../programmes/index.ts';

/** What the API tells a caller about the caller. */
export const oneself = { to: ['SELF'], scopes: [...apiScopes] } as const satisfies AccessRule;

/** Who keeps roles, and who looks after that. */
export const roleKeepers = { to: ['ADMIN', 'OPERATOR'] } as const satisfies AccessRule;
export const roleReaders = { to: ['ADMIN', 'AUDITOR', 'OPERATOR'] } as const satisfies AccessRule;

export const ProgrammeRoleEnum = graphqlEnum<ProgrammeRole>({
  name: 'ProgrammeRole',
  description: 'What somebody is in one programme.',
  values: {
    AMBASSADOR: 'Takes part; follows from having joined and is never granted.',
    COMMUNICATOR: 'Carries the programme into one department.',
    ADMIN: 'Configures the programme and keeps its roles.',
    AUDITOR: 'Reads what is stored and which rules run, such as the works council; changes nothing.',
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Somebody whom the identity provider vouched for. Readable for themselves and for who keeps roles.',
})
@Access({ to: ['SELF', ...roleReaders.to], scopes: oneself.scopes })
export class Person {
  @Field(() => ID, { description: 'Identifies the person.' })
  id!: string;

  personId!: string;

  @Field(() => String, { nullable: true, description: 'The name that the identity provider gives; null when it gives none.' })
  name!: string | null;

  @Field(() => LanguageEnum, { description: 'The language in which the product speaks to the person.' })
  language!: Language;
}

@ObjectType({ simpleResolvers: true, description: 'My part in one programme.' })
@Access(oneself)
export class Membership {
  personId!: string;

  programmeId!: string;

  @Field(() => [ProgrammeRoleEnum], { description: 'What I am in it.' })
  roles!: readonly ProgrammeRole[];

  ambassadorId!: string | null;

  departmentIds!: readonly string[];
}

@ObjectType('Viewer', {
  simpleResolvers: true,
  description: 'Who is asking: a person or a machine client. Everybody reads only themselves here.',
})
@Access({ to: ['EVERYBODY'] })
export class ViewerObject {
  /** Set for a person. */
  personId!: string | undefined;

  /** Set for a machine client, with the programme of its token. */
  programmeId!: string | undefined;

  tokenId!: string | undefined;

  @Field(() => Boolean, { description: 'Whether I run this installation and may create programmes.' })
  isOperator!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A role that somebody has in a programme. Readable for administrators, auditors and operators.',
})
@Access(roleReaders)
export class RoleHolder {
  @Field(() => ID, { description: 'Identifies the grant.' })
  id!: string;

  programmeId!: string;

  holderId!: string;

  grantedDepartmentId!: string | null;

  @Field(() => ProgrammeRoleEnum, { description: 'The role.' })
  role!: ProgrammeRole;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  grantedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to grantRole.' })
@Access(roleKeepers)
export class GrantRolePayload extends MutationPayload {
  @Field(() => RoleHolder, { nullable: true, description: 'The role as it stands now; null when there are errors.' })
  roleHolder!: RoleHolder | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to revokeRole.' })
@Access(roleKeepers)
export class RevokeRolePayload extends MutationPayload {
  @Field(() => Programme, {
    nullable: true,
    description: 'The programme, whose role holders have changed; null when there are errors.',
  })
  programme!: Programme | null;
}
