import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { tokenIdProblem, userProblem } from './token';

/** A token that never ends is warned about. */
const ONE_YEAR = "--expire $(date -d '1 year' +%s)";

/**
 * What makes a token that reads and does nothing else, to be run as root on any node (VE) or on the server itself. User and
 * token both get the role: a token with privilege separation may do what both may.
 */
export function setUpCommands(product: ProxmoxProduct, user: string, tokenId: string): string {
  const [named, id] = [userProblem(user) === null ? user.trim() : `opsrounds@${product}`, tokenId.trim()];
  const token = tokenIdProblem(id) === null ? id : 'grafana';
  return product === 'pve'
    ? [
        `pveum user add ${named}`,
        `pveum acl modify / --users ${named} --roles PVEAuditor`,
        `pveum user token add ${named} ${token} --privsep 1 ${ONE_YEAR}`,
        `pveum acl modify / --tokens '${named}!${token}' --roles PVEAuditor`,
      ].join('\n')
    : [
        `proxmox-backup-manager user create ${named}`,
        `proxmox-backup-manager acl update / Audit --auth-id ${named}`,
        `proxmox-backup-manager acl update /remote RemoteAudit --auth-id ${named}`,
        `proxmox-backup-manager user generate-token ${named} ${token} ${ONE_YEAR}`,
        `proxmox-backup-manager acl update / Audit --auth-id '${named}!${token}'`,
        `proxmox-backup-manager acl update /remote RemoteAudit --auth-id '${named}!${token}'`,
      ].join('\n');
}
