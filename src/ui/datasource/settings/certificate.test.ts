import { certificateProblem } from './certificate';

const BLOCK = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ\nq0=\n-----END CERTIFICATE-----\n';

describe('certificateProblem', () => {
  it.each([
    [BLOCK, null],
    [`Certificate:\n  Data:\n${BLOCK}${BLOCK}`, null],
    [BLOCK.replace('-----END CERTIFICATE-----\n', ''), 'cut'],
    [BLOCK + BLOCK.slice(0, 40), 'cut'],
    ['/etc/pve/pve-root-ca.pem', 'no-certificate'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMII=\n-----END RSA PRIVATE KEY-----', 'private-key'],
    [`${BLOCK}-----BEGIN PRIVATE KEY-----\nMII=`, 'private-key'],
  ])('judges %p as %p', (pem, problem) => {
    expect(certificateProblem(pem)).toBe(problem);
  });
});
