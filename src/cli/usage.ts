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

/** Exit codes of DESIGN section 8, and the shell's own for Ctrl-C. */
export const EXIT = { ok: 0, findings: 1, usage: 2, unknown: 3, cancelled: 130 } as const;

/** The message of `node:util`'s parseArgs as a usage error in one line; anything else is passed on. */
export function asUsageError(error: unknown): unknown {
  const isParseError = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return isParseError ? new UsageError(error.message.split('. ')[0] ?? error.message) : error;
}
