// The scaffold's set-up needs a DOM; tests of the command line, of servers and of real networks run without one.
if (typeof window !== 'undefined') {
  require('./.config/jest-setup');
  // jsdom draws nothing that could be scrolled.
  Element.prototype.scrollIntoView ??= () => undefined;
}

// jsdom's AbortSignal is older than the browsers we run in.
if (typeof AbortSignal !== 'undefined') {
  AbortSignal.prototype.throwIfAborted ??= function () {
    if (this.aborted) {
      throw this.reason ?? new DOMException('aborted', 'AbortError');
    }
  };
  AbortSignal.timeout ??= (ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('timed out', 'TimeoutError')), ms);
    return controller.signal;
  };
  AbortSignal.any ??= (signals) => {
    const controller = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) {
        controller.abort(signal.reason);
      }
      signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
    }
    return controller.signal;
  };
}
