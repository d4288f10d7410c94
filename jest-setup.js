// The scaffold's set-up needs a DOM; tests of the command line, of servers and of real networks run without one.
if (typeof window !== 'undefined') {
  require('./.config/jest-setup');
}

// jsdom's AbortSignal is older than the browsers we run in.
if (typeof AbortSignal !== 'undefined') {
  AbortSignal.prototype.throwIfAborted ??= function () {
    if (this.aborted) {
      throw this.reason ?? new DOMException('aborted', 'AbortError');
    }
  };
}
