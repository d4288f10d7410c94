import { createPrivateKey, createSign, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A server's certificate with its key, and the certificate of the authority that signed it; all PEM. */
export interface ServerIdentity {
  cert: string;
  key: string;
  caCert: string;
}

const DAYS = 3650;
const DAY_MS = 86_400_000;

/**
 * A certificate for the given names (DNS names and IPv4 addresses), signed by an authority of its own, as a cluster signs
 * its nodes' certificates. With `dataDir` both are kept there, so that a data source that knows the authority still does
 * after a restart.
 */
export async function serverIdentity(names: readonly string[], dataDir?: string): Promise<ServerIdentity> {
  const file = dataDir === undefined ? null : path.join(dataDir, 'tls.json');
  const kept = file === null ? null : await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) {
    const { forNames, ...identity } = JSON.parse(kept) as ServerIdentity & { forNames: string[] };
    if (forNames.join() === names.join() && Date.parse(new X509Certificate(identity.cert).validTo) > Date.now()) {
      return identity;
    }
  }
  const identity = signed(names);
  if (file !== null) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify({ ...identity, forNames: names }), { mode: 0o600 });
  }
  return identity;
}

function signed(names: readonly string[]): ServerIdentity {
  const authority = newKey();
  const server = newKey();
  const issuer = 'Ops Rounds lab CA';
  const caCert = certificate({
    subject: issuer,
    issuer,
    publicKey: authority.spki,
    signer: authority.key,
    names: null,
  });
  const cert = certificate({ subject: names[0] ?? '', issuer, publicKey: server.spki, signer: authority.key, names });
  return { cert, key: server.key, caCert };
}

function newKey(): { key: string; spki: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    spki: publicKey.export({ type: 'spki', format: 'der' }),
  };
}

interface CertificateParts {
  subject: string;
  issuer: string;
  publicKey: Buffer;
  signer: string;
  /** Null makes an authority. */
  names: readonly string[] | null;
}

const OID = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  basicConstraints: '0603551d13',
  keyUsage: '0603551d0f',
  extendedKeyUsage: '0603551d25',
  serverAuth: '06082b06010505070301',
  subjectAltName: '0603551d11',
} as const;

/** An X.509 v3 certificate (RFC 5280) in DER, written out: Node can read certificates, but not make them. */
function certificate({ subject, issuer, publicKey, signer, names }: CertificateParts): string {
  const algorithm = sequence(hex(OID.ecdsaWithSha256));
  const name = (text: string) => sequence(set(sequence(hex(OID.commonName), tagged(0x0c, Buffer.from(text)))));
  const extension = (oid: string, value: Buffer) =>
    sequence(hex(oid), tagged(0x01, Buffer.from([255])), tagged(0x04, value));
  const extensions =
    names === null
      ? [
          extension(OID.basicConstraints, sequence(tagged(0x01, Buffer.from([255])))),
          extension(OID.keyUsage, tagged(0x03, Buffer.from([1, 0x06]))),
        ]
      : [
          extension(OID.keyUsage, tagged(0x03, Buffer.from([7, 0x80]))),
          extension(OID.extendedKeyUsage, sequence(hex(OID.serverAuth))),
          extension(OID.subjectAltName, sequence(...names.map(alternativeName))),
        ];
  const serial = randomBytes(8);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    algorithm,
    name(issuer),
    sequence(time(Date.now() - DAY_MS), time(Date.now() + DAYS * DAY_MS)),
    name(subject),
    publicKey,
    tagged(0xa3, sequence(...extensions))
  );
  const signature = createSign('sha256').update(body).sign(createPrivateKey(signer));
  const der = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

function alternativeName(name: string): Buffer {
  return /^[\d.]+$/.test(name)
    ? tagged(0x87, Buffer.from(name.split('.').map(Number)))
    : tagged(0x82, Buffer.from(name));
}

/** UTCTime until 2049, as RFC 5280 wants it. */
function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts));
const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
