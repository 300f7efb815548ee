import { useTranslation } from 'react-i18next';
import type { UserErrorCode } from '../app/graphql/schema.generated.ts';

interface UserError {
  readonly code: UserErrorCode;
  readonly path: readonly string[];
}

/** Turns a payload's errors into words of the reader's language, by the field of the form that each concerns. */
export function useUserErrors(): (errors: readonly UserError[]) => Record<string, string> {
  const { t } = useTranslation();
  return (errors) => Object.fromEntries(errors.map(({ code, path }) => [path.at(-1) ?? 'form', t(`userError.${code}`)]));
}
