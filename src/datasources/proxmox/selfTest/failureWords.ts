import type { Facts } from '../../../core/inventory/diagnosis';
import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import {
  changeToHttps,
  commonCauseWords,
  hostOf,
  seeWhoSigned,
  type CauseWords,
} from '../../../ui/datasource/selfTest/causeWords';
import { happenedWords, type FailureWords, type ProductWords } from '../../../ui/datasource/selfTest/failure';
import { readAddress } from '../../../ui/datasource/settings/address';
import { addressLabel } from '../../../ui/datasource/settings/ConnectionFields';
import { t } from '../../../ui/t';
import { PORTS } from '../config/address';
import { fieldLabel, productName } from '../config/notes';
import type { Cause, Field } from './causes';
import type { NotFound } from './readServer';

/** Why the server cannot be read, in words. */
export function failureWords({ product, diagnosis, facts }: NotFound): FailureWords {
  return {
    message: happenedWords(diagnosis, facts, productWords(product)),
    causes: diagnosis.causes.map((cause) => causeWords(cause, facts, product)),
  };
}

function productWords(product: ProxmoxProduct): ProductWords<Field> {
  return {
    unnamed: t('proxmox.self-test.the-server', 'the server'),
    tokenRefused: (server) =>
      t('proxmox.self-test.token-refused', '{{server}} answers, but refuses the token', { server }),
    otherServer: (server) =>
      t('proxmox.self-test.other-server', 'What answers at {{server}} is not the API of {{product}}', {
        server,
        product: productName(product),
      }),
    field: (field) => (field === 'address' ? addressLabel() : fieldLabel(field)),
  };
}

function causeWords(cause: Cause, { address }: Facts, product: ProxmoxProduct): CauseWords {
  const at = address ?? `https://HOST:${PORTS[product]}`;
  const other: ProxmoxProduct = product === 'pve' ? 'pbs' : 'pve';
  switch (cause) {
    case 'secret':
      return {
        why: t('proxmox.cause.secret', 'User, token name or secret are not those of the token.'),
        fix: t(
          'proxmox.cause.secret.fix',
          'Paste the whole token again. A secret that is lost cannot be shown: make a new token.'
        ),
      };
    case 'expired':
      return {
        why: t('proxmox.cause.expired', 'The token has expired or was deleted.'),
        fix:
          product === 'pve'
            ? t(
                'proxmox.cause.expired.pve',
                'Look under Datacenter, Permissions, API Tokens, or run: pveum user token list USER@REALM'
              )
            : t(
                'proxmox.cause.expired.pbs',
                'Look under Configuration, Access Control, API Token, or run: proxmox-backup-manager user list-tokens USER@REALM'
              ),
      };
    case 'user-disabled':
      return {
        why: t(
          'proxmox.cause.user-disabled',
          'The user of the token is disabled or has expired; its tokens end with it.'
        ),
        fix: t('proxmox.cause.user-disabled.fix', 'Enable the user, or move its expiry date.'),
      };
    case 'wrong-product':
      return {
        why: t('proxmox.cause.wrong-product', 'The server is a {{other}}, which wants the token in another form.', {
          other: productName(other),
        }),
        fix: t('proxmox.cause.wrong-product.fix', 'Choose {{other}} as product above. Its usual port is {{port}}.', {
          other: productName(other),
          port: PORTS[other],
        }),
      };
    case 'unknown-ca':
      return {
        why: t(
          'proxmox.cause.unknown-ca',
          'Grafana does not know who signed the certificate. So it is with every certificate that Proxmox made itself, and no CA is given here.'
        ),
        fix:
          product === 'pve'
            ? t(
                'proxmox.cause.unknown-ca.pve',
                'Paste /etc/pve/pve-root-ca.pem as CA certificate. Grafana’s log says "certificate signed by unknown authority".'
              )
            : t(
                'proxmox.cause.unknown-ca.pbs',
                'Paste /etc/proxmox-backup/proxy.pem as CA certificate. Grafana’s log says "certificate signed by unknown authority".'
              ),
      };
    case 'other-ca':
      return {
        why: t(
          'proxmox.cause.other-ca',
          'The CA given here did not sign the certificate: it is another cluster’s, or the server got a new certificate.'
        ),
        fix: seeWhoSigned(at),
      };
    case 'name-mismatch':
    case 'name-unknown':
      return commonCauseWords(cause, at);
    case 'server-stopped':
      return {
        why: t(
          'proxmox.cause.server-stopped',
          'Nothing listens at {{host}}: the server is off, its API is stopped, or the port is another one.',
          { host: hostOf(at) }
        ),
        fix:
          product === 'pve'
            ? t(
                'proxmox.cause.server-stopped.pve',
                'Open {{at}} in a browser, and on the node look at: systemctl status pveproxy. Grafana’s log says "connection refused".',
                { at }
              )
            : t(
                'proxmox.cause.server-stopped.pbs',
                'Open {{at}} in a browser, and on the server look at: systemctl status proxmox-backup-proxy. Grafana’s log says "connection refused".',
                { at }
              ),
      };
    case 'dropped':
      return {
        why: t(
          'proxmox.cause.dropped',
          'A firewall between Grafana and the server drops the packets, or the address is nobody’s.'
        ),
        fix: t(
          'proxmox.cause.dropped.fix',
          'Let Grafana’s machine connect to {{host}} over TCP. Try there: curl -kv {{at}}',
          { host: hostOf(at), at }
        ),
      };
    case 'overloaded':
      return {
        why: t(
          'proxmox.cause.overloaded',
          'The server takes the connection and does not answer: it is overloaded, or hangs on a storage or on the cluster’s filesystem.'
        ),
        fix:
          product === 'pve'
            ? t(
                'proxmox.cause.overloaded.pve',
                'On the node: pvecm status and systemctl status pveproxy pvestatd. Another node of the cluster may answer as address.'
              )
            : t(
                'proxmox.cause.overloaded.pbs',
                'On the server: systemctl status proxmox-backup-proxy, and look for a datastore that hangs.'
              ),
      };
    case 'plain-http':
      return {
        why: t('proxmox.cause.plain-http', 'What listens there speaks plain http.'),
        fix: t('proxmox.cause.plain-http.fix', 'Give the port that the web interface of Proxmox has.'),
      };
    case 'http-address':
      return {
        why: t('proxmox.cause.http-address', 'The address begins with http://, and Proxmox answers https only.'),
        fix: changeToHttps(at),
      };
    case 'path-in-address':
      return {
        why: t('proxmox.cause.path', 'The address has a path, below which nothing of Proxmox is known.'),
        fix: t('proxmox.cause.path.fix', 'Leave out what follows the port: {{bare}}. The paths of the API are added.', {
          bare: readAddress(at)?.origin ?? at,
        }),
      };
    case 'wrong-port':
      return {
        why: t('proxmox.cause.wrong-port', 'Something else listens at this port.'),
        fix: t('proxmox.cause.wrong-port.fix', '{{product}} listens on port {{port}} as a rule.', {
          product: productName(product),
          port: PORTS[product],
        }),
      };
    case 'sign-in-page':
      return {
        why: t(
          'proxmox.cause.sign-in-page',
          'A proxy in front of the server asks for a sign-in, which Grafana cannot do.'
        ),
        fix: t(
          'proxmox.cause.sign-in-page.fix',
          'Let Grafana reach the server itself, or let /api2/json pass the proxy without sign-in.'
        ),
      };
    case 'proxy-sign-in':
      return {
        why: t('proxmox.cause.proxy-sign-in', 'A proxy in front of the server asks for a sign-in of its own.'),
        fix: t(
          'proxmox.cause.proxy-sign-in.fix',
          'Let GET /api2/json/ pass it without one, or give the address of the server behind it.'
        ),
      };
    case 'proxy-in-front':
      return {
        why: t(
          'proxmox.cause.proxy-in-front',
          'A proxy or an access list in front of the server does not let it pass, or knows it below another path.'
        ),
        fix: t(
          'proxmox.cause.proxy-in-front.fix',
          'Look at ALLOW_FROM in /etc/default of the server, and at the proxy: GET /api2/json/ has to reach it.'
        ),
      };
  }
}
