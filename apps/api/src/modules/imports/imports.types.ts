import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { ImportStatus } from './imports.repository.ts';

/** Who imports, and who may look at imports. */
export const importReaders = { to: ['ADMIN'], scopes: ['IMPORTS_WRITE'] } as const satisfies AccessRule;

export const ImportStatusEnum = graphqlEnum<ImportStatus>({
  name: 'ImportStatus',
  description: 'Where an import is.',
  values: {
    RUNNING: 'It is being read.',
    COMPLETED: 'The whole file was read; lines with errors are in the report.',
    INTERRUPTED: 'The upload or the server stopped; send the same file again with the importId to go on.',
    FAILED: 'The file cannot be read at all.',
    CANCELLED: 'Somebody stopped it; what it had recorded stays.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'Why a line was not recorded. Admins and machine clients that import.' })
@Access(importReaders)
export class ImportLineError {
  @Field(() => Int, { description: 'The line of the file, from 1, the header included.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The column; null where the line as a whole is meant.' })
  column!: string | null;

  @Field(() => String, { description: 'The stable reason, for programs.' })
  code!: string;

  @Field(() => String, { description: 'The reason for people, in the language in which the import was started.' })
  reason!: string;
}

export const ImportLineErrorConnection = connectionType(ImportLineError, { name: 'ImportLineError', access: importReaders });

@ObjectType({ simpleResolvers: true, description: 'One import of one file. Admins and machine clients that import.' })
@Access(importReaders)
export class ImportRun {
  @Field(() => ID, { description: 'Identifies the import.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name of the file, as it was given.' })
  fileName!: string | null;

  @Field(() => ImportStatusEnum, { description: 'Where it is.' })
  status!: ImportStatus;

  @Field(() => String, { nullable: true, description: 'Why it failed or was interrupted.' })
  failure!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The size of the file in bytes, where the sender said so; compressed uploads do not.',
  })
  bytesExpected!: number | null;

  @Field(() => Float, { description: 'How many bytes of the file have been read; of a compressed upload, after unpacking.' })
  bytesRead!: number;

  @Field(() => Int, { description: 'How many records have been read: recorded + duplicates + failed.' })
  linesRead!: number;

  @Field(() => Int, { description: 'How many brought something new.' })
  recorded!: number;

  @Field(() => Int, { description: 'How many were known already, with the same content.' })
  duplicates!: number;

  @Field(() => Int, { description: 'How many were refused; the line errors say why.' })
  failed!: number;

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  programmeId!: string;
}

export const ImportRunConnection = connectionType(ImportRun, { name: 'ImportRun', access: importReaders });

@InputType({ description: 'Which import is stopped.' })
export class CancelImportInput {
  @Field(() => ID, { description: 'The import.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to cancelImport.' })
@Access(importReaders)
export class CancelImportPayload extends MutationPayload {
  @Field(() => ImportRun, { nullable: true, description: 'The stopped import; null when there are errors.' })
  importRun!: ImportRun | null;
}
