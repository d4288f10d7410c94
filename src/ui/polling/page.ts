/** What the page lives through that reading has to know: it is hidden, shown again, and given the focus. */
export interface PageListener {
  onShow: () => void;
  onHide: () => void;
  /** The window has the focus again; the page may have been in sight all the time. */
  onFocus: () => void;
}

/** Whether the page can be seen. Nothing is asked by itself while it cannot. */
export function isPageShown(): boolean {
  return document.visibilityState !== 'hidden';
}

/** Tells the listener until the returned function is called. */
export function watchPage({ onShow, onHide, onFocus }: PageListener): () => void {
  const onVisibility = () => (isPageShown() ? onShow() : onHide());
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('focus', onFocus);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('focus', onFocus);
  };
}
