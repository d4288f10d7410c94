export type AddressProblem =
  /** Cannot be right. `fix` is set where it is clear what was meant. */
  | { code: 'empty' | 'unreadable' | 'no-scheme' | 'credentials' | 'page'; blocks: true; fix?: string }
  /** Can be right; `fix` is what it more likely should be. */
  | { code: 'http'; blocks: false; fix: string };

/** What is wrong or doubtful about an address; null when nothing is. A path is kept: it is Argo CD's `--rootpath`. */
export function addressProblem(address: string): AddressProblem | null {
  const text = address.trim();
  if (text === '') {
    return { code: 'empty', blocks: true };
  }
  if (!/^https?:\/\//i.test(text)) {
    const guess = parse(`https://${text.replace(/^[a-z]*:?\/\//i, '')}`);
    return { code: 'no-scheme', blocks: true, ...(guess && { fix: bare(guess) }) };
  }
  const url = parse(text);
  if (url === null) {
    return { code: 'unreadable', blocks: true };
  }
  if (url.username !== '' || url.password !== '') {
    return { code: 'credentials', blocks: true, fix: bare(url) };
  }
  if (bare(url) !== url.href.replace(/\/+$/, '')) {
    return { code: 'page', blocks: true, fix: bare(url) };
  }
  return url.protocol === 'http:' ? { code: 'http', blocks: false, fix: bare(url).replace(/^http:/, 'https:') } : null;
}

/** Without credentials, query and fragment, and without the page or API path that somebody copied along. */
function bare(url: URL): string {
  return url.origin + url.pathname.replace(/\/(applications|settings|login|api)(\/.*)?$/, '').replace(/\/+$/, '');
}

function parse(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.hostname === '' || /\s/.test(text) ? null : url;
  } catch {
    return null;
  }
}
