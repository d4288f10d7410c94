/** A mistake in how a command was called or in a file it was given: said on standard error, exit code 2, nothing done. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** Whether the command's help would help. */
    readonly pointToHelp = true
  ) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The format that somebody chose with `--format`, by its name in the table of those that there are. */
export function formatIn<Formats extends object>(formats: Formats, name: string): keyof Formats & string {
  const isOne = (one: string): one is keyof Formats & string => Object.hasOwn(formats, one);
  if (!isOne(name)) {
    throw new UsageError(`--format has to be one of ${Object.keys(formats).join(', ')}`);
  }
  return name;
}

/** Exit codes of DESIGN section 8, and the shell's own for Ctrl-C. */
export const EXIT = { ok: 0, findings: 1, usage: 2, unknown: 3, cancelled: 130 } as const;

/** Node's code of an error such as `ENOENT`; undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * An error of `node:util`'s parseArgs as a usage error in one line; anything else is passed on. A stray argument is not
 * repeated: it may be a token.
 */
export function asUsageError(error: unknown): unknown {
  switch (errorCode(error)) {
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return new UsageError('takes options only, no arguments');
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE': {
      const [sentence = ''] = (error as Error).message.split(/\.\s/);
      return new UsageError(sentence.replace(/\.$/, ''));
    }
    default:
      return error;
  }
}
