/** How Go's net/url and net/http read the address of a request; `req.url` holds one byte per character, as Node gives it. */

/** Characters that stand for themselves in a path; net/url's `validEncoded` allows those of the second group undoubled. */
const plain = /^[A-Za-z0-9\-_.~$&+,/:;=@]$/;
const alsoValid = /^[A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]%]*$/;

/** Go answers an address with a stray per cent sign or a control character itself: 400. */
export function isReadable(address: string): boolean {
  return !/[\x00-\x1f\x7f]/.test(address) && !/%(?![0-9a-fA-F]{2})/.test(pathOf(address));
}

/** An absolute-form address loses scheme and host: Go routes by the path alone. */
export function withoutOrigin(address: string): string {
  const [, path] = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*(.*)$/is.exec(address) ?? [];
  return path ?? address;
}

const pathOf = (address: string): string => address.split('?', 1)[0] ?? '';

const toBytes = (path: string): string =>
  path.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/**
 * `URL.EscapedPath()`: the path as sent when it is a valid encoding; else it is decoded and encoded anew, so that a raw
 * quote or backslash anywhere also turns `%2f` into `/`.
 */
export function escapedPath(path: string): string {
  if (alsoValid.test(path)) {
    return path;
  }
  return toBytes(path).replace(/[\s\S]/g, (char) =>
    plain.test(char) ? char : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  );
}

/** `url.QueryUnescape`; undefined where Go refuses the text. */
function queryBytes(text: string): string | undefined {
  return /%(?![0-9a-fA-F]{2})/.test(text) ? undefined : toBytes(text.replaceAll('+', ' '));
}

const queryEscaped = (bytes: string): string =>
  bytes.replace(/[^A-Za-z0-9\-_.~]/g, (char) =>
    char === ' ' ? '+' : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  );

/**
 * `url.ParseQuery(query).Encode()`, which Grafana's proxy does where a route fits: sorted by name, encoded anew; a pair with
 * a semicolon or a stray per cent sign is left out. Gives and takes a query with its question mark, or an empty text.
 */
export function reencodedQuery(search: string): string {
  if (search === '' || search === '?') {
    return search;
  }
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !pair.includes(';'))
    .flatMap((pair) => {
      const [, rawName = '', rawValue = ''] = /^([^=]*)=?([\s\S]*)$/.exec(pair) ?? [];
      const name = queryBytes(rawName);
      const value = queryBytes(rawValue);
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
  // The characters are bytes, so this is Go's order; pairs of one name keep theirs.
  const sorted = pairs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const query = sorted.map(({ name, value }) => `${queryEscaped(name)}=${queryEscaped(value)}`).join('&');
  return query && `?${query}`;
}

/** A part of a path as text; bytes that are no UTF-8 become replacement characters. */
export const unescapeText = (part: string): string => Buffer.from(toBytes(part), 'latin1').toString('utf8');

/**
 * Whether Grafana takes the text as the address of a data source. Without a scheme it stands for http; what Go's
 * `url.Parse` refuses is refused when the data source is saved.
 */
export function isUsableAddress(text: string): boolean {
  const address = /^[^:]*:\/\//.test(text) ? text : `http://${text}`;
  const [, authority = ''] = /^[^:]*:\/\/([^/?#]*)/.exec(address) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const schemeIsGood = /^[a-z][a-z0-9+.-]*:/i.test(address);
  const hostIsGood = /^(\[[0-9a-f:.%]+\]|[^\s"<>\\^`{|}[\]:%]*)(:\d*)?$/i.test(host);
  return schemeIsGood && hostIsGood && !/[\x00-\x1f\x7f]/.test(text) && !/%(?![0-9a-fA-F]{2})/.test(pathOf(address));
}
