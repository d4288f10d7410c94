export type AddressProblem =
  /** Cannot be right. `fix` is set where it is clear what was meant. */
  | { code: 'empty' | 'unreadable' | 'no-scheme' | 'credentials' | 'path'; blocks: true; fix?: string }
  /** Can be right; `fix` is what it more likely should be. */
  | { code: 'http'; blocks: false; fix: string };

interface Form {
  /** Without credentials, query, fragment and whatever of a path the product does not want. */
  bare: (url: URL) => string;
  /** As the product's address looks as a rule, a port added where it has one of its own. */
  usual: (url: URL) => string;
}

/** What is wrong or doubtful about the address of a server, the worst first; null when nothing is. */
export function addressProblem(address: string, { bare, usual }: Form): AddressProblem | null {
  const text = address.trim();
  if (text === '') {
    return { code: 'empty', blocks: true };
  }
  if (!/^https?:\/\//i.test(text)) {
    const guess = readAddress(`https://${text.replace(/^[a-z]*:?\/\//i, '')}`);
    return { code: 'no-scheme', blocks: true, ...(guess && { fix: usual(guess) }) };
  }
  const url = readAddress(text);
  if (url === null) {
    return { code: 'unreadable', blocks: true };
  }
  if (url.username !== '' || url.password !== '') {
    return { code: 'credentials', blocks: true, fix: bare(url) };
  }
  if (bare(url) !== url.href.replace(/\/+$/, '')) {
    return { code: 'path', blocks: true, fix: bare(url) };
  }
  if (url.protocol === 'http:') {
    const secure = new URL(url);
    secure.protocol = 'https:';
    return { code: 'http', blocks: false, fix: usual(secure) };
  }
  return null;
}

/** Origin and path of an address, `tail` and what follows it left out: what somebody copied along. */
export function withoutTail(url: URL, tail: RegExp): string {
  return url.origin + url.pathname.replace(tail, '').replace(/\/+$/, '');
}

/** Null for what is no address of a host. */
export function readAddress(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.hostname === '' || /\s/.test(text) ? null : url;
  } catch {
    return null;
  }
}
