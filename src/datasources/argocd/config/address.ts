import { addressProblem, withoutTail, type AddressProblem } from '../../../ui/datasource/settings/address';

/** What is wrong or doubtful about an address; null when nothing is. A path is kept: it is Argo CD's `--rootpath`. */
export function argocdAddressProblem(address: string): AddressProblem | null {
  return addressProblem(address, { bare, usual: bare });
}

/** Without the page or API path that somebody copied along. */
function bare(url: URL): string {
  return withoutTail(url, /\/(applications|settings|login|api)(\/.*)?$/);
}
