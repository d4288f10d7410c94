import type { CommonCause } from '../../../core/inventory/diagnosis';
import { t } from '../../t';
import { readAddress } from '../settings/address';

/** A possible cause: what it is, and how to tell or mend it. Commands are to be run where Grafana runs: it is what connects. */
export interface CauseWords {
  why: string;
  fix: string;
}

/** What is the same whatever server it is. */
export function commonCauseWords(
  cause: Extract<CommonCause, 'name-mismatch' | 'name-unknown'>,
  address: string
): CauseWords {
  switch (cause) {
    case 'name-mismatch':
      return {
        why: t('datasource.cause.name-mismatch', 'The certificate is for another name than {{host}}.', {
          host: hostOf(address),
        }),
        fix: t(
          'datasource.cause.name-mismatch.fix',
          'Give the name in the certificate as server name. Grafana’s log says "certificate is valid for ..., not ...".'
        ),
      };
    case 'name-unknown': {
      const name = hostOf(address).replace(/:\d+$/, '');
      return {
        why: t('datasource.cause.name-unknown', 'The machine that Grafana runs on does not know the name {{name}}.', {
          name,
        }),
        fix: t(
          'datasource.cause.name-unknown.fix',
          'Run there: getent hosts {{name}}. Grafana’s log says "no such host".',
          { name }
        ),
      };
    }
  }
}

export function seeWhoSigned(address: string): string {
  const host = hostOf(address);
  return t(
    'datasource.cause.other-ca.fix',
    'See who signed it: openssl s_client -connect {{host}} -showcerts. Grafana’s log says "certificate signed by unknown authority".',
    { host: /:\d+$/.test(host) ? host : `${host}:443` }
  );
}

export function changeToHttps(address: string): string {
  return t('datasource.cause.http-address.fix', 'Change it to {{secure}}', {
    secure: address.replace(/^(http:\/\/)?/i, 'https://'),
  });
}

/** `pve-a1:8006`; what cannot be read as an address, as it is. */
export function hostOf(address: string): string {
  return readAddress(address)?.host ?? address;
}
