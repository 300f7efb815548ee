import { Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';

export interface WordsFieldsProps<Values> {
  readonly form: UseFormReturnType<Values>;
  /** Where the two texts lie in the form, under `german` and `english`. */
  readonly path: string;
  readonly label: string;
  readonly maxLength: number;
  readonly rows?: number;
}

/** A text in both languages, beside each other. */
export function WordsFields<Values extends Record<string, unknown>>(props: WordsFieldsProps<Values>) {
  const { form, path, label, maxLength, rows } = props;
  const { t } = useTranslation();
  return (
    <div className="words-fields">
      {(['german', 'english'] as const).map((language) => {
        const field = {
          label: `${label} (${t(`words.${language}`)})`,
          lang: language === 'german' ? 'de' : 'en',
          required: true,
          maxLength,
          ...form.getInputProps(`${path}.${language}`),
        };
        return rows === undefined ? (
          <TextInput key={language} {...field} />
        ) : (
          <Textarea key={language} autosize minRows={rows} maxRows={10} {...field} />
        );
      })}
    </div>
  );
}
