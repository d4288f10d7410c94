/** @jest-environment node */
import type { Inventory } from '../inventory/port';
import { ARGOCD } from './argocd/product';
import type { ArgoParts } from './argocd/parts';
import { PROXMOX_VE } from './proxmox-ve/product';
import { productSource, serversOf } from './source';

const ref = { uid: 'argo', name: 'argo-prod', type: 'opsrounds-argocd-datasource', isDefault: false };
const inventory: Inventory<ArgoParts> = {
  uid: 'argo',
  name: 'argo-prod',
  read: () => Promise.reject(new Error('nothing is asked')),
  forget: () => undefined,
};
const sources = [productSource(ARGOCD, { ref, inventory })];

test('a server is handed out to who names its product, and to nobody else', () => {
  expect(serversOf(sources, ARGOCD)).toEqual([{ ref, inventory }]);
  expect(serversOf(sources, PROXMOX_VE)).toEqual([]);
});

test('it is the same object each time: a screen that is drawn again does not read it again', () => {
  expect(serversOf(sources, ARGOCD)[0]).toBe(serversOf(sources, ARGOCD)[0]);
});
