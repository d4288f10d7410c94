/** The page as a test has it hidden, shown and given the focus. */
export function setPageShown(isShown: boolean): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: isShown ? 'visible' : 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
}

export function focusPage(): void {
  window.dispatchEvent(new Event('focus'));
}
