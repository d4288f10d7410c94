import ipaddr from 'ipaddr.js';

/** Network addresses as people, kernels and guest agents write them, in the one form that can be compared. */

/**
 * `10.0.0.1`, `2001:db8::1`: without prefix length and zone, IPv6 as RFC 5952 writes it. What is no address stays as it is,
 * in lower case: it is still something that somebody configured.
 */
export function canonicalAddress(text: string): string {
  const plain = text.trim().toLowerCase().split(/[/%]/)[0] ?? '';
  // Zeros before a dotted end are left out here; ipaddr.js takes `::1.2.3.4` for `::ffff:1.2.3.4`.
  const whole = plain.replace(/^::(?=\d+\.)/, '0:0:0:0:0:0:');
  return ipaddr.IPv6.isValid(whole) ? ipaddr.IPv6.parse(whole).toRFC5952String() : plain;
}

/** Upper case with colons, as Proxmox writes them. */
export function canonicalMac(text: string): string {
  const digits = text.trim().toUpperCase();
  return /^[\dA-F]{2}([:-]?[\dA-F]{2}){5}$/.test(digits)
    ? (digits.replace(/[:-]/g, '').match(/../g) ?? []).join(':')
    : digits;
}

const LOCAL: ReadonlySet<string> = new Set(['loopback', 'linkLocal', 'unspecified']);

/** Loopback, link-local and unspecified addresses: every machine has them, and none can be reached by them. */
export function isLocalAddress(canonical: string): boolean {
  return canonical === '' || (ipaddr.isValid(canonical) && LOCAL.has(ipaddr.parse(canonical).range()));
}
