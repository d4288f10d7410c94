import type { NodeTransportOptions } from '../sources/transport/node';
import type { Io } from './io';
import { UsageError } from './usage';

/** Flags of every command that talks to a Grafana, for parseArgs. */
export const targetOptions = {
  url: { type: 'string' },
  token: { type: 'string' },
} as const;

export const TARGET_HELP = `  --url URL          Grafana's address, with its sub path when it has one
  --token TOKEN      token of a service account with the role Viewer; better in
                     the environment as OPSROUNDS_TOKEN, where no list of
                     processes shows it`;

/** Checks address and token before anything is sent. Messages never repeat either's secrets. */
export function readTarget(
  values: { url?: string | undefined; token?: string | undefined },
  io: Io
): NodeTransportOptions {
  if (values.url === undefined) {
    throw new UsageError('--url is missing: give the address of Grafana');
  }
  if (!URL.canParse(values.url) || !/^https?:\/\//i.test(values.url)) {
    throw new UsageError('--url has to be an address that begins with http:// or https://');
  }
  const baseUrl = new URL(values.url);
  if (baseUrl.username !== '' || baseUrl.password !== '') {
    throw new UsageError('--url must not carry a user or password: use a token');
  }
  const token = (values.token ?? io.env['OPSROUNDS_TOKEN'] ?? '').trim();
  if (!/^[\x21-\x7e]*$/.test(token)) {
    throw new UsageError('the token has characters that no token has');
  }
  return { baseUrl, token: token === '' ? undefined : token };
}
