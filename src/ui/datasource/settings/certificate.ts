export type CertificateProblem = 'private-key' | 'no-certificate' | 'cut';

/** What is wrong with a pasted CA; null when it holds at least one whole PEM block. Whether it is the right one, only TLS can say. */
export function certificateProblem(pem: string): CertificateProblem | null {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    return 'private-key';
  }
  const begins = pem.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  const whole = pem.match(/-----BEGIN CERTIFICATE-----\s+[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g)?.length ?? 0;
  if (begins === 0) {
    return 'no-certificate';
  }
  return begins === whole ? null : 'cut';
}
