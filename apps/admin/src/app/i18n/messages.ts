/** The same keys as another language has, each with its own words: a key too few or too many is a type error. */
export type MessagesLike<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : MessagesLike<Source[Key]>;
};
