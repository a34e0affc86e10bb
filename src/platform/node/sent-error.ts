import { InputError, OptionError, PackError } from '../../core/errors.js';

/** An error as it passes between threads, which lose the class of an error sent as it is. */
export type SentError =
  | { readonly kind: 'input'; readonly error: Fields<InputError> }
  | { readonly kind: 'option'; readonly error: Fields<OptionError> }
  | { readonly kind: 'pack'; readonly error: Fields<PackError> }
  | { readonly kind: 'other'; readonly error: unknown };

type Fields<E> = Readonly<Omit<E, 'name' | 'stack' | 'cause' | 'place'>>;

export function sentError(error: unknown): SentError {
  if (error instanceof InputError) {
    const { message, file, line, hint } = error;
    return { kind: 'input', error: { message, file, line, hint } };
  }
  if (error instanceof OptionError) {
    const { message, path, hint } = error;
    return { kind: 'option', error: { message, path, hint } };
  }
  if (error instanceof PackError) {
    const { message, pack, expected, found, hint } = error;
    return { kind: 'pack', error: { message, pack, expected, found, hint } };
  }
  return { kind: 'other', error };
}

/** The error as it was thrown in the other thread: same class, message and fields. */
export function receivedError(sent: SentError): unknown {
  switch (sent.kind) {
    case 'input': {
      const { message, file, line, hint } = sent.error;
      return new InputError(message, present({ file, line, hint }));
    }
    case 'option':
      return new OptionError(sent.error.message, sent.error.path, sent.error.hint);
    case 'pack': {
      const { message, pack, expected, found, hint } = sent.error;
      return new PackError(message, { pack, ...present({ expected, found, hint }) });
    }
    case 'other':
      return sent.error;
  }
}

type Present<T> = { readonly [K in keyof T]?: NonNullable<T[K]> };

function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as Present<T>;
}
