import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { addressNote, insteadUse, type AddressWords } from '../../../ui/datasource/settings/addressNote';
import type { Note } from '../../../ui/datasource/settings/FieldNote';
import { t } from '../../../ui/t';
import { proxmoxAddressProblem } from './address';
import { looksLikeSecret, tokenIdProblem, userProblem } from './token';

export const productName = (product: ProxmoxProduct): string =>
  product === 'pve' ? 'Proxmox VE' : 'Proxmox Backup Server';

/** A part of the token, as its field is called. */
export function fieldLabel(field: 'user' | 'tokenId' | 'tokenSecret'): string {
  switch (field) {
    case 'user':
      return t('proxmox.config.user', 'User');
    case 'tokenId':
      return t('proxmox.config.token-id', 'Token name');
    case 'tokenSecret':
      return t('proxmox.config.secret', 'Secret');
  }
}

interface AddressEdit {
  setUrl: (url: string) => void;
  setProduct: (product: ProxmoxProduct) => void;
}

/** What the editor says about an address. */
export function proxmoxAddressNote(
  address: string,
  product: ProxmoxProduct,
  { setUrl, setProduct }: AddressEdit
): Note | null {
  const problem = proxmoxAddressProblem(address, product);
  if (problem === null) {
    return null;
  }
  switch (problem.code) {
    case 'no-port':
      return {
        severity: 'warning',
        text: t(
          'proxmox.config.address.no-port',
          'Without a port it is 443. Proxmox answers there only behind a proxy of yours.'
        ),
        fix: insteadUse(problem.fix, setUrl),
      };
    case 'other-product': {
      const name = productName(problem.product);
      return {
        severity: 'warning',
        text: t('proxmox.config.address.other-product', 'This is the usual port of a {{product}}.', { product: name }),
        fix: {
          label: t('proxmox.config.fix.product', 'It is {{product}}', { product: name }),
          run: () => setProduct(problem.product),
        },
      };
    }
    default:
      return addressNote(problem, addressWords(), setUrl);
  }
}

function addressWords(): AddressWords {
  return {
    empty: t(
      'proxmox.config.address.empty',
      'Give the address of the server, such as https://pve-a1.example.com:8006.'
    ),
    unreadable: t(
      'proxmox.config.address.unreadable',
      'This is not an address. It has to look like https://host:8006.'
    ),
    path: t('proxmox.config.address.path', 'Leave out what follows the port: the paths of the API are added.'),
    http: t(
      'proxmox.config.address.http',
      'Over http the token travels readable for anybody on the way, and Proxmox itself answers https only.'
    ),
  };
}

/** What the editor says about a user. */
export function userNote(user: string, product: ProxmoxProduct): Note | null {
  switch (userProblem(user)) {
    case 'empty':
      return error(t('proxmox.config.user.empty', 'Give the user that the token belongs to, with its realm.'));
    case 'no-realm':
      return error(
        t('proxmox.config.user.no-realm', 'A user is written with its realm: opsrounds@{{realm}}.', { realm: product })
      );
    case 'root':
      return {
        severity: 'warning',
        text: t(
          'proxmox.config.user.root',
          'A token of root can do everything unless its privileges are separated. Make a user that may only read; the commands are below.'
        ),
      };
    case null:
      return null;
  }
}

/** What the editor says about a token's name. */
export function tokenIdNote(tokenId: string): Note | null {
  switch (tokenIdProblem(tokenId)) {
    case 'empty':
      return error(
        t('proxmox.config.token-id.empty', 'Give the name of the token: what stands behind the exclamation mark.')
      );
    case 'malformed':
      return error(
        t('proxmox.config.token-id.malformed', 'A token is named with letters, digits, dots, dashes and underscores.')
      );
    case null:
      return null;
  }
}

/** What the editor says about a secret that was just put in. */
export function secretNote(secret: string): Note | null {
  if (secret === '') {
    return error(t('proxmox.config.secret.empty', 'Give the secret. Proxmox shows it once, when the token is made.'));
  }
  return looksLikeSecret(secret)
    ? null
    : {
        severity: 'warning',
        text: t(
          'proxmox.config.secret.odd',
          'A secret has 36 characters in five groups, such as 12345678-90ab-cdef-1234-567890abcdef.'
        ),
      };
}

const error = (text: string): Note => ({ severity: 'error', text });
