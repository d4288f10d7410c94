/** Network addresses as people, kernels and guest agents write them, in the one form that can be compared. */

/**
 * `10.0.0.1`, `2001:db8::1`: without prefix length and zone, IPv6 as RFC 5952 writes it. What is no address stays as it is,
 * in lower case: it is still something that somebody configured.
 */
export function canonicalAddress(text: string): string {
  const plain = text.trim().toLowerCase().split(/[/%]/)[0] ?? '';
  const groups = plain.includes(':') ? ipv6Groups(plain) : null;
  return groups ? ipv6Text(groups) : plain;
}

/** Upper case with colons, as Proxmox writes them. */
export function canonicalMac(text: string): string {
  const digits = text.trim().toUpperCase();
  return /^[\dA-F]{2}([:-]?[\dA-F]{2}){5}$/.test(digits)
    ? (digits.replace(/[:-]/g, '').match(/../g) ?? []).join(':')
    : digits;
}

/** Loopback, link-local and unspecified addresses: every machine has them, and none can be reached by them. */
export function isLocalAddress(canonical: string): boolean {
  return (
    canonical === '' ||
    canonical === '::' ||
    canonical === '::1' ||
    canonical === '0.0.0.0' ||
    /^(127\.|169\.254\.|fe[89ab][0-9a-f]:)/.test(canonical)
  );
}

/** The eight groups, null when it is none. */
function ipv6Groups(text: string): number[] | null {
  const halves = withoutDots(text).split('::');
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) {
    return null;
  }
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return all.every((group) => /^[0-9a-f]{1,4}$/.test(group)) ? all.map((group) => parseInt(group, 16)) : null;
}

/** `::ffff:10.0.0.1` with its last two groups in hex. */
function withoutDots(text: string): string {
  const [whole, ...bytes] = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text) ?? [];
  if (whole === undefined) {
    return text;
  }
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  return [a, b, c, d].every((byte) => byte < 256)
    ? text.slice(0, -whole.length) + `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
    : text;
}

/** The longest run of at least two zero groups, the first of equal ones, becomes `::`. */
function ipv6Text(groups: readonly number[]): string {
  let start = 0;
  let length = 0;
  for (let from = 0; from < groups.length; from += 1) {
    const end = groups.findIndex((group, at) => at >= from && group !== 0);
    const run = (end === -1 ? groups.length : end) - from;
    if (run > length) {
      start = from;
      length = run;
    }
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
