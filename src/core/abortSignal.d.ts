/** The part of the standard's AbortSignal that core may look at; every runtime of ours has the whole one. */
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
