import type { Language, ParticipationStatus, Visibility } from '@fanfare/contracts';
import { Field, ID, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { VisibilityEnum } from '../programmes/index.ts';

export const ParticipationStatusEnum = graphqlEnum<ParticipationStatus>({
  name: 'ParticipationStatus',
  description: 'Where somebody stands in a programme.',
  values: {
    ACTIVE: 'Takes part.',
    PAUSED: 'Takes part, but rests: is never nudged.',
    LEFT: 'Has left: on no board, in no list and in no count.',
  },
});

/** Who may see an ambassador at all; which ones of them decides `sightOf`. */
export const ambassadorReaders = {
  to: ['SELF', 'AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['AMBASSADORS_READ', 'AMBASSADORS_WRITE'],
} as const satisfies AccessRule;

/** Who may list the ambassadors of a programme; which ones of them decides `sightOf`. */
export const ambassadorListReaders = {
  to: ['COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['AMBASSADORS_READ'],
} as const satisfies AccessRule;

/** What fellow ambassadors do not see of each other. */
const participationReaders = {
  to: ['SELF', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ambassadorReaders.scopes,
} as const satisfies AccessRule;

@ObjectType({
  simpleResolvers: true,
  description:
    'A person who joined a programme of their own will. The person and admins see everything; communicators those of their own departments; auditors and machine clients all; fellow ambassadors those who chose to be named. Who hides or has left is seen by nobody but the person and admins.',
})
@Access(ambassadorReaders)
export class Ambassador {
  @Field(() => ID, { description: 'Stays the same for good; not the id under which a pseudonymous member stands on boards.' })
  id!: string;

  @Field(() => String, {
    description:
      'The name, to the person and admins; to others the name of who chose to be named, else the pseudonym of the present season in the reader’s language.',
  })
  displayName!: string;

  @Field(() => ParticipationStatusEnum, {
    description:
      'Where the person stands today. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  status!: ParticipationStatus;

  @Field(() => VisibilityEnum, {
    description:
      'How the person appears to others. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  visibility!: Visibility;

  @Field(() => DateTimeScalar, {
    description:
      'When the present participation began. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  joinedAt!: Date;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day of a pause; null without one or until further notice. The person and admins.',
  })
  @Access({ to: ['SELF', 'ADMIN'] })
  pausedUntil!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person left. The person and admins.' })
  @Access({ to: ['SELF', 'ADMIN'] })
  leftAt!: Date | null;

  @Field(() => LanguageEnum, {
    description:
      'The language of messages to the person. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  language!: Language;

  @Field(() => Boolean, {
    description:
      'Whether this is a test person, who does not exist. The person, admins, auditors, communicators of the department, machine clients.',
  })
  @Access(participationReaders)
  isTestPerson!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The key in the system that enrolled a test person. Admins and machine clients that enrol; it would tell who a pseudonym is.',
  })
  @Access({ to: ['SELF', 'ADMIN'], scopes: ['AMBASSADORS_WRITE'] })
  externalReference!: string | null;

  /** For access rules and other slices; not fields of the schema. */
  programmeId!: string;
  personId!: string | null;
  ambassadorId!: string;
  departmentId!: string | null;
  teamId!: string | null;
  /** Whether this reader sees the name: what would tell it (profiles, addresses of posts) is withheld where not. */
  showsName!: boolean;
}

export const AmbassadorConnection = connectionType(Ambassador, { name: 'Ambassador', access: ambassadorListReaders });
