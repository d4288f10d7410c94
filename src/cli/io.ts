/** What a command may touch of the process, so that tests can run one in memory. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output, as given. */
  out: (text: string) => void;
  /** Writes to standard error, as given. */
  err: (text: string) => void;
  /** Standard output is a terminal: colour and progress are allowed. */
  isTty: boolean;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Now, in ms since the epoch. */
  clock: () => number;
}
